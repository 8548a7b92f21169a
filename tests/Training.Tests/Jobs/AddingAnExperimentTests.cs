using ActorTraining.Training.Jobs;

namespace ActorTraining.Training.Tests.Jobs;

/// <summary>Follows docs/adding-an-experiment.md: its code is a file of this project, and that file is run here.</summary>
public class AddingAnExperimentTests
{
    [Fact]
    public void The_document_has_the_code_that_is_run_here()
    {
        string code = File.ReadAllText(PathOf("tests/Training.Tests/Jobs/DiceJob.cs")).ReplaceLineEndings("\n");
        string document = File.ReadAllText(PathOf("docs/adding-an-experiment.md")).ReplaceLineEndings("\n");
        Assert.Contains($"```csharp\n{code[code.IndexOf("/// <summary>Throws", StringComparison.Ordinal)..]}```", document);
    }

    [Fact]
    public void The_new_job_is_found_and_runs()
    {
        var catalog = new JobCatalog([.. JobCatalog.Default.Jobs, DiceJob.Description]);
        var trial = Run(catalog, new RecordingTrial(new { throws = 600 }));
        Assert.Equal((600, "throw"), trial.Planned);
        Assert.Equal(600, trial.Reports.Count);
        Assert.InRange(trial.Reports[^1].Metrics["mean"], 3.2, 3.8);
        Assert.Contains("summary.md", trial.Artifacts.Keys);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_one_others()
    {
        var catalog = new JobCatalog([DiceJob.Description]);
        double[][] means = [.. new ulong[] { 1, 1, 2 }.Select(seed => Run(catalog, new RecordingTrial(new { throws = 20 }) { Seed = seed }).Reports.Select(report => report.Metrics["mean"]).ToArray())];
        Assert.Equal(means[0], means[1]);
        Assert.NotEqual(means[0], means[2]);
    }

    private static RecordingTrial Run(JobCatalog catalog, RecordingTrial trial)
    {
        catalog.Find("dice")!.Create().RunAsync(trial, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return trial;
    }

    private static string PathOf(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ActorTraining.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run inside the repository."), file);
    }
}
