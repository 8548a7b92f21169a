using ActorTraining.Experiments;
using ActorTraining.Experiments.External;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Silo.Control;

/// <summary>The answer to a <see cref="ControlRequest"/>: one line of JSON; to <see cref="ControlVerb.Watch"/> one for each event, and one without an event at the end.</summary>
internal sealed record ControlAnswer
{
    /// <summary>The identifier of a new experiment.</summary>
    public string? Experiment { get; init; }

    /// <summary>The silos and their slots, where they were asked for.</summary>
    public ClusterInfo? Cluster { get; init; }

    /// <summary>The numbers of trials that were added.</summary>
    public IReadOnlyList<int> Trials { get; init; } = [];

    /// <summary>The trial that was asked for.</summary>
    public AskAnswer? Asked { get; init; }

    /// <summary>The answer to what was told.</summary>
    public TellAnswer? Told { get; init; }

    /// <summary>Something that happened, where events were asked for.</summary>
    public ExperimentEvent? Event { get; init; }

    /// <summary>Why it was refused; null when it was done.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether the refusal is that there is no such experiment.</summary>
    public bool Unknown { get; init; }

    /// <summary>Whether the refusal is that the key belongs to another request.</summary>
    public bool KeyReused { get; init; }

    /// <summary>The faults of a spec.</summary>
    public IReadOnlyList<ParameterError> Errors { get; init; } = [];

    /// <summary>The answer for an exception.</summary>
    public static ControlAnswer For(Exception error) => error switch
    {
        InvalidSpecException invalid => new() { Refusal = invalid.Message, Errors = invalid.Errors },
        UnknownExperimentException unknown => new() { Refusal = unknown.Experiment, Unknown = true },
        KeyReusedException => new() { Refusal = error.Message, KeyReused = true },
        _ => new() { Refusal = error.Message },
    };

    /// <summary>Throws what the asked process threw.</summary>
    /// <returns>The answer.</returns>
    public ControlAnswer OrThrow() => this switch
    {
        { Refusal: null } => this,
        { Errors.Count: > 0 } => throw new InvalidSpecException(Errors),
        { Unknown: true } => throw new UnknownExperimentException(Refusal),
        { KeyReused: true } => throw new KeyReusedException(),
        _ => throw new InvalidOperationException(Refusal),
    };
}
