namespace ActorTraining.Cli;

/// <summary>How a command ended. The numbers are part of the interface: scripts rely on them, and <c>docs/cli.md</c> lists them.</summary>
internal enum ExitCode
{
    /// <summary>All fine.</summary>
    Success = 0,

    /// <summary>Something went wrong that this program did not expect; a log file tells more.</summary>
    Unexpected = 1,

    /// <summary>Bad usage, an invalid spec, an unknown experiment or data set. Nothing was started.</summary>
    Usage = 2,

    /// <summary>The experiment came to its end, but some of its trials failed.</summary>
    TrialsFailed = 3,

    /// <summary>The experiment was stopped, or a limit ended it.</summary>
    ExperimentFailed = 4,

    /// <summary>A data set could not be had.</summary>
    DataUnavailable = 5,

    /// <summary>The results are in the store, but the report could not be written.</summary>
    ReportFailed = 6,

    /// <summary>The server could not be reached, refused the token, or is none.</summary>
    ServerUnavailable = 7,

    /// <summary>Interrupted by the user; the command can go on where it was.</summary>
    Interrupted = 130,
}
