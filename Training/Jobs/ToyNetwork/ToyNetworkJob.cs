using ActorTraining.Training.Parameters;
using ActorTraining.Training.Pictures;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.ToyNetwork;

/// <summary>Trains a network of three layers on a single sample, and explains with its numbers what saturation does to the gradients.</summary>
public sealed class ToyNetworkJob : IJob
{
    private static readonly ObjectSchema Schema = new()
    {
        Properties =
        [
            new("inputs", new ListSchema
            {
                MinLength = 1,
                MaxLength = 1000,
                Item = new NumberSchema { Summary = "A value." },
                Default = ParameterValue.Of(new[] { 5, 4, 1, 3, 2 }),
                Summary = "The one sample x.",
            }),
            new("hidden", new ListSchema
            {
                MinLength = 2,
                MaxLength = 2,
                Item = new IntegerSchema { Minimum = 1, Maximum = 1000, Summary = "The number of units." },
                Default = ParameterValue.Of(new[] { 4, 3 }),
                Summary = "The units of the ReLU and of the leaky ReLU layer; the third layer has one output.",
            }),
            new("slope", new NumberSchema { Minimum = 0, Default = ParameterValue.Of(0.01), Summary = "The slope of the leaky ReLU below zero." }),
            new("weight", new NumberSchema { Default = ParameterValue.Of(2), Summary = "The value of every weight at the beginning." }),
            new("target", new NumberSchema { Minimum = 0, Maximum = 1, Default = ParameterValue.Of(1), Summary = "The target t." }),
            new("lr", new NumberSchema { ExclusiveMinimum = 0, Default = ParameterValue.Of(0.2), Summary = "The learning rate." }),
            new("steps", new IntegerSchema { Minimum = 1, Maximum = 1_000_000, Default = ParameterValue.Of(5), Summary = "The number of steps." }),
            new("fused", new FlagSchema
            {
                Default = ParameterValue.Of(false),
                Summary = "Whether loss and sigmoid are differentiated in one piece, dL/dz = p - t; else one after the other, dL/dz = dL/dp p (1 - p).",
            }),
        ],
    };

    private ToyNetworkJob()
    {
    }

    /// <summary>The entry of the job catalogue.</summary>
    public static JobDescription Description { get; } = new(
        "toy-network",
        "Trains three layers on one sample and explains saturation with the numbers",
        Schema,
        [
            new MetricDescription("loss", "nats", "The binary cross-entropy before the step", HigherIsBetter: false),
            new MetricDescription("output", "1", "The output p = σ(z) before the step", HigherIsBetter: null),
            new MetricDescription("logit", "1", "z, what goes into the sigmoid, before the step", HigherIsBetter: null),
            new MetricDescription("gradient.largest", "1", "The largest |dL/dw| of all weights", HigherIsBetter: null),
            new MetricDescription("change.largest", "1", "The largest change of a weight by the step", HigherIsBetter: null),
        ],
        () => new ToyNetworkJob());

    /// <inheritdoc/>
    public Task RunAsync(ITrial trial, CancellationToken stop)
    {
        ParameterReader parameters = trial.Read(Schema);
        IReadOnlyList<double> inputs = parameters.Doubles("inputs");
        IReadOnlyList<int> hidden = parameters.Ints("hidden");
        (double target, double rate, bool fused) = (parameters.Double("target"), parameters.Double("lr"), parameters.Flag("fused"));
        int count = parameters.Int("steps");
        var net = new ToyNet(inputs.Count, hidden, parameters.Double("slope"), parameters.Double("weight"));
        var input = new Tensor<double>([1, inputs.Count], [.. inputs]);

        trial.Plan(count, "step");
        var steps = new List<ToyStep>();
        for (int i = 1; i <= count; i++)
        {
            stop.ThrowIfCancellationRequested();
            ToyStep step = net.Step(input, target, rate, fused);
            if (!double.IsFinite(step.LargestChange) || !double.IsFinite(step.Loss))
                throw new TrialException($"loss or weights left the finite numbers at step {i}; try a smaller learning rate");
            trial.Report(i, Metrics(step));
            if (i == 1 && ToyPicture.Draw(Setting(parameters), net.Columns) is { } picture)
                trial.Add(Artifact.OfText("network.svg", "image/svg+xml", picture));
            steps.Add(step);
        }

        trial.Add(Artifact.OfText("explanation.md", "text/markdown", ToyExplanation.Write(Describe(parameters, inputs, hidden), target, fused, steps)));
        return Task.CompletedTask;
    }

    private static Dictionary<string, double> Metrics(ToyStep step) => new()
    {
        ["loss"] = step.Loss,
        ["output"] = step.Output,
        ["logit"] = step.Logit,
        ["gradient.largest"] = step.LargestGradient,
        ["change.largest"] = step.LargestChange,
    };

    private static string Describe(ParameterReader parameters, IReadOnlyList<double> inputs, IReadOnlyList<int> hidden) =>
        $"Layers {inputs.Count}-{hidden[0]}-{hidden[1]}-1 without bias: ReLU, leaky ReLU ({FigureText.Of(parameters.Double("slope"))}), sigmoid. "
        + $"x = ({string.Join(", ", inputs.Select(x => FigureText.Of(x)))}), {Setting(parameters)}";

    private static string Setting(ParameterReader parameters) =>
        $"every weight {FigureText.Of(parameters.Double("weight"))}, target t = {FigureText.Of(parameters.Double("target"))}, learning rate {FigureText.Of(parameters.Double("lr"))}, "
        + (parameters.Flag("fused") ? "binary cross-entropy, loss and sigmoid differentiated in one piece." : "binary cross-entropy.");
}
