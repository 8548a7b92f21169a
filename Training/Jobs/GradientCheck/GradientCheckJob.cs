using System.Globalization;
using System.Text;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Pictures;

namespace ActorTraining.Training.Jobs.GradientCheck;

/// <summary>Compares every hand-derived gradient of the library with central differences, for random shapes and values.</summary>
/// <remarks>
/// It checks the readable form of each layer and loss, in float64 and in float32, since a difference quotient needs more digits than float32 has to say anything sharp.
/// The fused float32 kernels that train models are held to the same readable forms by the tests of the library.
/// </remarks>
public sealed class GradientCheckJob : IJob
{
    /// <summary>The largest relative error that passes in float64.</summary>
    internal const double DoubleLimit = 1e-6;

    /// <summary>The largest relative error that passes in float32.</summary>
    internal const double SingleLimit = 1e-2;

    private const string DoubleError = "error.float64", SingleError = "error.float32";

    private static readonly ObjectSchema Schema = new()
    {
        Properties =
        [
            new("rounds", new IntegerSchema { Minimum = 1, Maximum = 100_000, Default = ParameterValue.Of(10), Summary = "How often every layer and loss is checked, each time with another shape and other values." }),
        ],
    };

    private GradientCheckJob()
    {
    }

    /// <summary>The entry of the job catalogue.</summary>
    public static JobDescription Description { get; } = new(
        "gradient-check",
        "Compares every hand-derived gradient with central differences",
        Schema,
        [
            new MetricDescription(DoubleError, "1", "The largest relative error of all rounds in float64; below 1e-6 passes", HigherIsBetter: false),
            new MetricDescription(SingleError, "1", "The largest relative error of all rounds in float32; below 1e-2 passes", HigherIsBetter: false),
        ],
        () => new GradientCheckJob());

    /// <inheritdoc/>
    public Task RunAsync(ITrial trial, CancellationToken stop)
    {
        int rounds = trial.Read(Schema).Int("rounds");
        trial.Plan(rounds, "round");
        var worst = GradientSubjects.All.ToDictionary(subject => subject.Name, _ => GradientFinding.None);
        // Far apart for neighbouring seeds, so that no two trials check the same shapes.
        var seeds = new System.Random((int)(trial.Seed * 0x9E3779B97F4A7C15 >> 33));
        for (int round = 1; round <= rounds; round++)
        {
            foreach (GradientSubject subject in GradientSubjects.All)
            {
                stop.ThrowIfCancellationRequested();
                int seed = seeds.Next();
                (double inDouble, string shape) = subject.Check<double>(seed);
                (double inSingle, _) = subject.Check<float>(seed);
                worst[subject.Name] = worst[subject.Name].With(inDouble, inSingle, shape);
            }

            trial.Progress(round);
        }

        // Once, at the end: a curve over rounds would look like learning.
        trial.Report(rounds, new Dictionary<string, double> { [DoubleError] = worst.Values.Max(finding => finding.Double), [SingleError] = worst.Values.Max(finding => finding.Single) });
        Conclude(trial, worst, rounds);
        return Task.CompletedTask;
    }

    private static void Conclude(ITrial trial, Dictionary<string, GradientFinding> worst, int rounds)
    {
        trial.Add(Artifact.OfText("gradients.md", "text/markdown", Table(worst, rounds)));
        trial.Add(Artifact.OfText("gradients.csv", "text/csv", Csv(worst)));
        trial.Add(Artifact.OfText("gradients.svg", "image/svg+xml", DotChart.Draw(
            "Hand-derived gradients against central differences",
            $"Largest relative error of {rounds} random shapes each; what lies left of its line passes",
            [new DotSeries("float64", DoubleLimit, Ink.Second), new DotSeries("float32", SingleLimit, Ink.Accent)],
            [.. worst.Select(entry => (entry.Key, (IReadOnlyList<double?>)[entry.Value.Double, entry.Value.Single]))])));
        string[] failed = [.. worst.Where(entry => !entry.Value.Passes).Select(entry => string.Create(
            CultureInfo.InvariantCulture, $"{entry.Key} ({entry.Value.Double:0.0e+0} in float64, {entry.Value.Single:0.0e+0} in float32)"))];
        if (failed.Length > 0)
            throw new TrialException($"the gradient is not that of the function: {string.Join("; ", failed)}; below 1e-6 and 1e-2 passes");
    }

    private static string Table(Dictionary<string, GradientFinding> worst, int rounds)
    {
        var text = new StringBuilder("# Gradients against central differences\n\n");
        text.Append($"Largest relative error over {rounds} random shapes; below 1e-6 passes in float64, below 1e-2 in float32.\n\n");
        text.Append("| layer or loss | float64 | float32 | worst shape |  |\n| --- | ---: | ---: | --- | --- |\n");
        foreach ((string name, GradientFinding finding) in worst)
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {finding.Double:0.0e+0} | {finding.Single:0.0e+0} | {finding.Shape} | {(finding.Passes ? "passes" : "**fails**")} |\n");
        return text.ToString();
    }

    private static string Csv(Dictionary<string, GradientFinding> worst) =>
        "name,float64,float32,passes\n" + string.Concat(worst.Select(entry =>
            string.Create(CultureInfo.InvariantCulture, $"{entry.Key},{entry.Value.Double:R},{entry.Value.Single:R},{(entry.Value.Passes ? "true" : "false")}\n")));
}
