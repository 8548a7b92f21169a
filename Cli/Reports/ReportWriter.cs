using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Places;
using ActorTraining.Cli.Runs;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Reports;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Reports;

/// <summary>Writes the report of an experiment into its folder, the files of its trials included.</summary>
internal sealed class ReportWriter(IExperiments experiments, ExperimentPlace place, CommandContext context)
{
    /// <summary>Writes it.</summary>
    /// <exception cref="IOException">A file could not be written.</exception>
    public async Task WriteAsync(ExperimentInfo experiment, ReportFolder folder, CancellationToken cancel)
    {
        List<TrialInfo> trials = await ExperimentPages.AllTrialsAsync(experiments, experiment.Id, new TrialQuery(), cancel).ToListAsync(cancel);
        IReadOnlyList<MetricSeries> series = await experiments.MetricsAsync(experiment.Id, new MetricQuery(), cancel);
        IReadOnlyList<ArtifactInfo> artifacts = await experiments.ArtifactsAsync(experiment.Id, cancel: cancel);
        IReadOnlyList<ReportFile> files = ReportBuilder.Build(experiment, trials, series, artifacts, Context(experiment.Spec));
        await folder.WriteAsync(async staging =>
        {
            foreach (ReportFile file in files)
                await File.WriteAllBytesAsync(Place(staging, file.Name), file.Content, cancel);
            foreach (ArtifactInfo artifact in artifacts)
                await CopyAsync(experiment.Id, artifact, Place(staging, ReportBuilder.PathOf(artifact)), cancel);
        });
    }

    private static string Place(string folder, string name)
    {
        string file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }

    private async Task CopyAsync(string experiment, ArtifactInfo artifact, string file, CancellationToken cancel)
    {
        await using Stream content = await experiments.OpenArtifactAsync(experiment, artifact.Trial, artifact.Name, cancel);
        await using FileStream copy = File.Create(file);
        await content.CopyToAsync(copy, cancel);
    }

    private ReportContext Context(ExperimentSpec spec) => new()
    {
        Written = context.Clock.GetUtcNow(),
        SpecText = SpecYaml.Write(spec),
        Command = $"{ThisProgram.Name} run spec.yaml",
        Parameters = context.Jobs.Find(spec.Job)?.Parameters,
        Metrics = context.Jobs.Find(spec.Job)?.Metrics ?? [],
        Facts = [new ReportFact("ActorTraining", ThisProgram.Version), .. place.IsHere ? OfThisMachine() : [new ReportFact("Server", place.Shown)]],
    };

    private static IEnumerable<ReportFact> OfThisMachine() =>
    [
        new ReportFact(".NET", Environment.Version.ToString()),
        new ReportFact("System", RuntimeInformation.OSDescription),
        new ReportFact("Processor", $"{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}, {Instructions()}, {TrialText.Plural(Environment.ProcessorCount, "core")}"),
    ];

    // Kernels are bit-identical on one instruction set only, so that a reader has to know which one it was.
    private static string Instructions() =>
        Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "no AVX";
}
