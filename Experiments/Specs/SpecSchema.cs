using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Models.Devices;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>The shape of a spec as a document, in the terms in which jobs describe their parameters.</summary>
internal static class SpecSchema
{
    /// <summary>In place of a time between checkpoints: one at the end of every epoch.</summary>
    public const string EveryEpoch = "epoch";

    private const int MostRetries = 1_000;
    private const int MostCheckpoints = 1_000;
    private const int MostObjectives = 8;
    private const int MostConstraints = 100;
    private const int MostSlots = 1_024;
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Any spec, whatever its job.</summary>
    public static ObjectSchema Structure { get; } = Build(new TextSchema(), new TextSchema(), new AnyObjectSchema());

    /// <summary>The specs of one job of a catalogue.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="job">The job; null for a spec whose job is not in the catalogue.</param>
    public static ObjectSchema For(JobCatalog catalog, JobDescription? job) => Build(
        new TextSchema { Choices = [.. catalog.Jobs.Select(known => known.Name)] },
        new TextSchema { Choices = job is null or { IsExternal: true } ? null : [.. job.Objectives.Select(metric => metric.Name)] },
        job is null ? new AnyObjectSchema() : job.Parameters with { Required = job.IsExternal || job.Parameters.Properties.Any(property => property.Value.Required) });

    private static ObjectSchema Build(TextSchema job, TextSchema metric, ParameterSchema parameters) => new()
    {
        Noun = "key",
        Properties =
        [
            new("name", new TextSchema { Required = true, Summary = "A name for people; need not be unique." }),
            new("description", new TextSchema { Summary = "What the experiment is about, in a sentence or two." }),
            new("tags", new ListSchema { Item = new TextSchema(), Default = ParameterValue.Of(Array.Empty<string>()), Summary = "Words to find it by." }),
            new("job", job with { Required = true, Summary = "What every trial does." }),
            new("params", parameters with { Summary = "The job's parameters. In place of any value a search expression may stand: lr: { grid: [0.01, 0.1, 1] }." }),
            new("objective", new ListSchema
            {
                Item = Objective(metric),
                TakesSingle = true,
                MinLength = 1,
                MaxLength = MostObjectives,
                Required = true,
                Summary = "The metric that trials are compared by; or a list, for trials of which none of the others is better in every one.",
            }),
            new("search", SearchDocument.Schema),
            new("scheduler", SchedulerDocument.Schema(metric)),
            new("resources", Resources()),
            new("limits", Limits()),
            new("checkpoints", Checkpoints()),
            new("constraints", new ListSchema
            {
                Item = new TextSchema(),
                Default = ParameterValue.Of(Array.Empty<string>()),
                MaxLength = MostConstraints,
                Summary = "Conditions that a parameter set has to meet before it is tried: params.batch <= 64.",
            }),
            new("seed", new IntegerSchema
            {
                Minimum = 0,
                Maximum = long.MaxValue,
                Default = ParameterValue.Of(0),
                Summary = "The seed of the search and, with the trial's number, of each trial.",
            }),
        ],
    };

    private static ObjectSchema Objective(TextSchema metric) => new()
    {
        Noun = "key",
        Shorthand = "metric",
        Properties =
        [
            new("metric", metric with { Required = true, Summary = "A metric that the job reports." }),
            new("direction", new TextSchema { Choices = ["maximize", "minimize"], Summary = "Which way is better; without it, the metric's own way." }),
            new("value", new TextSchema
            {
                Choices = ["last", "best"],
                Default = ParameterValue.Of("last"),
                Summary = "Which of the values that a trial reports counts.",
            }),
        ],
    };

    private static ObjectSchema Resources() => new()
    {
        Noun = "key",
        Default = ParameterValue.Of(new { }),
        Summary = "What one trial needs and how many may run at once.",
        Properties =
        [
            new("device", new TextSchema { Choices = ["cpu", "cuda"], Default = ParameterValue.Of(new ResourceSpec().Device), Summary = "The kind of device." }),
            new("backend", new TextSchema
            {
                Choices = BackendName.All,
                Default = ParameterValue.Of(new ResourceSpec().Backend),
                Summary = "What builds the models: managed, kernels on the processor; torch, TorchSharp on either device; auto, managed with cpu and torch with cuda.",
            }),
            new("slots", new IntegerSchema
            {
                Minimum = 1,
                Maximum = MostSlots,
                Default = ParameterValue.Of(new ResourceSpec().Slots),
                Summary = "How many slots one trial takes, all on one machine; with cuda on one device where they fit there.",
            }),
            new("memory", new MemorySchema { Summary = "The memory that one trial needs, 4GB for example, shared evenly by its slots; without it any slot will do." }),
            new("labels", new LabelsSchema { Default = ParameterValue.Of(new { }), Summary = "Labels that a silo has to have, all of them: { zone: a }." }),
            new("parallel", new IntegerSchema { Minimum = 1, Summary = "The most trials at once; without it every slot is used." }),
            new("priority", new IntegerSchema { Default = ParameterValue.Of(0), Summary = "Where slots are short, higher priority comes first." }),
        ],
    };

    private static ObjectSchema Limits() => new()
    {
        Noun = "key",
        Default = ParameterValue.Of(new { }),
        Summary = "When to retry, and when to end.",
        Properties =
        [
            new("retries", new IntegerSchema
            {
                Minimum = 0,
                Maximum = MostRetries,
                Default = ParameterValue.Of(0),
                Summary = "How often a failed trial is tried again, from its last checkpoint.",
            }),
            new("backoff", new DurationSchema
            {
                AllowsZero = true,
                Maximum = LongestWait,
                Default = Duration(new LimitSpec().Backoff),
                Summary = "The wait before the first retry; each further one of the same trial waits twice as long, at most five minutes.",
            }),
            new("failures", new IntegerSchema { Minimum = 1, Summary = "The number of failed trials that ends the experiment." }),
            new("duration", new DurationSchema { Summary = "How long the experiment may run, pauses not counted." }),
            new("trial_duration", new DurationSchema { Summary = "How long one trial may compute, all its attempts together." }),
        ],
    };

    private static ObjectSchema Checkpoints() => new()
    {
        Noun = "key",
        Default = ParameterValue.Of(new { }),
        Summary = "How often trials save their state, and how much of it is kept.",
        Properties =
        [
            new("every", new DurationSchema
            {
                Word = EveryEpoch,
                Maximum = LongestWait,
                Default = ParameterValue.Of(EveryEpoch),
                Summary = "The time between two checkpoints, also in the middle of an epoch; 'epoch' saves at the end of every one.",
            }),
            new("keep", new IntegerSchema
            {
                Minimum = 1,
                Maximum = MostCheckpoints,
                Default = ParameterValue.Of(new CheckpointSpec().Keep),
                Summary = "How many of the newest checkpoints of a trial are kept: where one is damaged, the one before is used.",
            }),
        ],
    };

    private static JsonElement Duration(TimeSpan duration) => ParameterValue.Of(DurationValue.Show(duration));
}
