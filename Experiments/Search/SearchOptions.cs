using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search;

/// <summary>Settings that several algorithms take.</summary>
internal static class SearchOptions
{
    /// <summary>The most trials that can be asked for: beyond it, a forgotten digit is likelier than an intention.</summary>
    public const int MostTrials = 1_000_000;

    private const int MostKnown = 10_000;

    /// <summary>The number of trials.</summary>
    public static KeyValuePair<string, ParameterSchema> Trials { get; } =
        new("trials", new IntegerSchema { Minimum = 1, Maximum = MostTrials, Required = true, Summary = "The number of trials." });

    /// <summary>Points that are tried first.</summary>
    public static KeyValuePair<string, ParameterSchema> Start { get; } = new("start", new ListSchema
    {
        Item = new AnyObjectSchema(),
        Default = ParameterValue.Of(Array.Empty<object>()),
        Summary = "Parameter sets that are tried first, as values by their path: [{ optimizer.lr: 0.1 }]; what one leaves out is chosen.",
    });

    /// <summary>Experiments to learn from.</summary>
    public static KeyValuePair<string, ParameterSchema> WarmStart { get; } = new("warm_start", new ListSchema
    {
        Item = new TextSchema(),
        Default = ParameterValue.Of(Array.Empty<string>()),
        Summary = "Experiments whose results the search starts from, by name or identifier; looked up when the experiment is submitted.",
    });

    /// <summary>Results to learn from.</summary>
    public static KeyValuePair<string, ParameterSchema> Known { get; } = new("known", new ListSchema
    {
        Item = new ObjectSchema
        {
            Noun = "key",
            Properties =
            [
                new("params", new AnyObjectSchema { Required = true, Summary = "The parameters that were tried." }),
                new("values", new MetricValuesSchema { Required = true, Summary = "The values of the metrics, by name." }),
                new("from", new TextSchema { Summary = "The experiment that it was taken from, as warm_start writes it." }),
            ],
        },
        MaxLength = MostKnown,
        Default = ParameterValue.Of(Array.Empty<object>()),
        Summary = "Results from elsewhere that the search starts from.",
    });

    /// <summary>How many random trials come first.</summary>
    /// <param name="standard">The default, in words.</param>
    public static KeyValuePair<string, ParameterSchema> Startup(string standard) =>
        new("startup", new IntegerSchema { Minimum = 1, Maximum = 100_000, Summary = $"How many trials come before there is enough to learn from; {standard}." });

    /// <summary>How many candidates a proposal is chosen from.</summary>
    /// <param name="standard">The default, in words.</param>
    public static KeyValuePair<string, ParameterSchema> Candidates(string standard) =>
        new("candidates", new IntegerSchema { Minimum = 1, Maximum = 100_000, Summary = $"How many candidates are drawn, of which the most promising is tried; {standard}." });

    /// <summary>The trials of a generation.</summary>
    /// <param name="standard">The default, in words.</param>
    public static KeyValuePair<string, ParameterSchema> Population(string standard) =>
        new("population", new IntegerSchema { Minimum = 2, Maximum = 10_000, Summary = $"The trials of a generation; {standard}." });

    /// <summary>The width of the first steps.</summary>
    /// <param name="standard">The default, in words.</param>
    public static KeyValuePair<string, ParameterSchema> Sigma(string standard) =>
        new("sigma", new NumberSchema { ExclusiveMinimum = 0, Maximum = 1, Summary = $"The standard deviation of the first generation, as a share of each range; {standard}." });
}
