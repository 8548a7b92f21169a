using ActorTraining.Cli.Places;

namespace ActorTraining.Cli.Runs;

/// <summary>How an experiment is to be run.</summary>
internal sealed record RunSettings
{
    /// <summary>Where the experiment is.</summary>
    public required ExperimentPlace Place { get; init; }

    /// <summary>How many trials run at once; null for one per core.</summary>
    public int? Slots { get; init; }

    /// <summary>The full path of the report's folder; null for one in <c>runs</c> that bears the experiment's identifier.</summary>
    public string? Report { get; init; }

    /// <summary>Whether no report is written.</summary>
    public bool NoReport { get; init; }

    /// <summary>Whether an earlier run goes on.</summary>
    public bool Resume { get; init; }

    /// <summary>The command that goes on with this run after an interruption, given the experiment's identifier.</summary>
    public required Func<string, string> Continuation { get; init; }
}
