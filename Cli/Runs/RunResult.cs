using ActorTraining.Experiments;

namespace ActorTraining.Cli.Runs;

/// <summary>What a run came to.</summary>
internal sealed record RunResult
{
    /// <summary>The experiment at its end.</summary>
    public required ExperimentInfo Experiment { get; init; }

    /// <summary>Its trials by number; where there are many, the best ones only, best first.</summary>
    public required IReadOnlyList<TrialInfo> Trials { get; init; }

    /// <summary>Its failed trials; the first ones only where there are many.</summary>
    public required IReadOnlyList<TrialInfo> Failed { get; init; }

    /// <summary>The full path of the report's folder; null where none was asked for or none could be written.</summary>
    public string? Report { get; init; }

    /// <summary>Why the report could not be written; null where it could.</summary>
    public string? ReportError { get; init; }

    /// <summary>How the program ends: what weighs most of a failed experiment, a failed report, failed trials.</summary>
    public ExitCode ExitCode =>
        Experiment.State is ExperimentState.Failed or ExperimentState.Stopped ? ExitCode.ExperimentFailed
        : ReportError is not null ? ExitCode.ReportFailed
        : Experiment.Counts.GetValueOrDefault(TrialState.Failed) > 0 ? ExitCode.TrialsFailed
        : ExitCode.Success;
}
