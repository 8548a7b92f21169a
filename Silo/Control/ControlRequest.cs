using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.External;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Silo.Control;

/// <summary>What a command asks of the process that runs experiments: one line of JSON.</summary>
internal sealed record ControlRequest
{
    /// <summary>The version of ActorTraining that asks; another one is refused.</summary>
    public required string Version { get; init; }

    /// <summary>What to do.</summary>
    public required ControlVerb Verb { get; init; }

    /// <summary>The experiment's identifier; empty for <see cref="ControlVerb.Submit"/>.</summary>
    public string Experiment { get; init; } = "";

    /// <summary>The spec to submit.</summary>
    public ExperimentSpec? Spec { get; init; }

    /// <summary>The experiment that the submitted one is a changed copy of.</summary>
    public string? Parent { get; init; }

    /// <summary>Which request for an experiment this is, where it may be made again.</summary>
    public RequestKey? Request { get; init; }

    /// <summary>The trial.</summary>
    public int? Trial { get; init; }

    /// <summary>The path of the parameter to adjust.</summary>
    public string? Path { get; init; }

    /// <summary>Its new value.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>The points to try.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Points { get; init; } = [];

    /// <summary>Who asks for a trial.</summary>
    public string? Worker { get; init; }

    /// <summary>The seconds within which something will be told of it.</summary>
    public double Lease { get; init; }

    /// <summary>What is told of a trial.</summary>
    public ToldTrial? Told { get; init; }

    /// <summary>The changes of a clone or an extension, each as <c>path=value</c>.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>The most trials at once.</summary>
    public int? Parallel { get; init; }

    /// <summary>The priority.</summary>
    public int Priority { get; init; }

    /// <summary>The sequence number of the last event that the one who watches knows.</summary>
    public long After { get; init; }
}
