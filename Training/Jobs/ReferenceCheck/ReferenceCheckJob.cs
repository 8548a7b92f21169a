using System.Globalization;
using System.Text;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Pictures;

namespace ActorTraining.Training.Jobs.ReferenceCheck;

/// <summary>Compares hand-written layers and losses, forward and back, with values that PyTorch computed.</summary>
public sealed class ReferenceCheckJob : IJob
{
    private static readonly ObjectSchema Schema = new() { Properties = [] };

    private ReferenceCheckJob()
    {
    }

    /// <summary>The entry of the job catalogue.</summary>
    public static JobDescription Description { get; } = new(
        "reference-check",
        "Compares hand-written forward and backward passes with values of PyTorch",
        Schema,
        [
            new MetricDescription("ratio.float64", "1", "The largest |a - e| / (1e-8 + 1e-5 |e|) of the readable layers in float64; at most 1 passes", HigherIsBetter: false),
            new MetricDescription("ratio.float32", "1", "The largest |a - e| / (1e-6 + 1e-5 |e|) of the readable layers in float32; at most 1 passes", HigherIsBetter: false),
            new MetricDescription("ratio.kernels", "1", "The same for the vectorised kernels that train models", HigherIsBetter: false),
        ],
        () => new ReferenceCheckJob());

    /// <inheritdoc/>
    public Task RunAsync(ITrial trial, CancellationToken stop)
    {
        trial.Read(Schema);
        ReferenceFile file = ReferenceFile.Load();
        trial.Plan(file.Cases.Count, "case");
        var rows = new List<(string Name, double Double, double Single, double? Kernels)>();
        for (int i = 0; i < file.Cases.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            ReferenceCase reference = file.Cases[i];
            rows.Add((reference.Name, ReferenceComparison.OfLayers<double>(reference), ReferenceComparison.OfLayers<float>(reference), ReferenceComparison.OfKernels(reference)));
            trial.Progress(i + 1);
        }

        // Once, at the end: a curve over cases would look like learning.
        trial.Report(rows.Count, new Dictionary<string, double>
        {
            ["ratio.float64"] = rows.Max(row => row.Double),
            ["ratio.float32"] = rows.Max(row => row.Single),
            ["ratio.kernels"] = rows.Max(row => row.Kernels ?? 0),
        });
        Conclude(trial, file.Generator, rows);
        return Task.CompletedTask;
    }

    private static void Conclude(ITrial trial, string generator, List<(string Name, double Double, double Single, double? Kernels)> rows)
    {
        var table = new StringBuilder($"# Layers against PyTorch\n\nStored values: {generator}. Each figure is the largest |a − e| / (absolute + 1e-5 |e|) of outputs, loss and gradients; at most 1 passes.\n\n");
        table.Append("| case | layers, float64 | layers, float32 | kernels, float32 |\n| --- | ---: | ---: | ---: |\n");
        foreach ((string name, double inDouble, double inSingle, double? kernels) in rows)
            table.Append($"| {name} | {FigureText.Of(inDouble, 2)} | {FigureText.Of(inSingle, 2)} | {(kernels is { } ratio ? FigureText.Of(ratio, 2) : "–")} |\n");
        trial.Add(Artifact.OfText("reference.md", "text/markdown", table.ToString()));
        trial.Add(Artifact.OfText("reference.svg", "image/svg+xml", DotChart.Draw(
            "Hand-written layers against PyTorch",
            "Largest |a − e| / (absolute + 1e-5 |e|) of outputs, loss and gradients; what lies left of the line passes",
            [new DotSeries("layers, float64", 1, Ink.Second), new DotSeries("layers, float32", 1, Ink.Accent), new DotSeries("kernels, float32", 1, Ink.Muted)],
            [.. rows.Select(row => (row.Name, (IReadOnlyList<double?>)[row.Double, row.Single, row.Kernels]))])));
        string[] failed = [.. rows.Where(row => !(row.Double <= 1 && row.Single <= 1 && (row.Kernels ?? 0) <= 1)).Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{row.Name} ({row.Double:0.##}, {row.Single:0.##}, {row.Kernels ?? 0:0.##})"))];
        if (failed.Length > 0)
            throw new TrialException($"not what PyTorch computes: {string.Join("; ", failed)}; at most 1 passes");
    }
}
