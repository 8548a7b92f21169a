using System.Diagnostics;
using ActorTraining.Experiments.Plots;

namespace ActorTraining.Bench.Searches.Trainings;

/// <summary>The searches of this project against Optuna's on networks that are trained.</summary>
internal static class TrainingComparison
{
    // Some tens of trainings are too few for CMA-ES.
    private static readonly string[] Algorithms = ["random", "tpe", "gp"];

    /// <summary>Runs both programs at the same time, prints tables in Markdown, and draws a picture for each task.</summary>
    public static int Run(DirectoryInfo? grocery, string python, int seeds, IReadOnlyList<string> only, DirectoryInfo pictures, DirectoryInfo studies)
    {
        try
        {
            studies.Create();
            pictures.Create();
            foreach (var name in TrainingTask.Names.Where(name => only.Count == 0 || only.Contains(name)))
                Compare(TrainingTask.Read(name, grocery), grocery, python, seeds, pictures, studies);
            return 0;
        }
        catch (BenchmarkException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static void Compare(TrainingTask task, DirectoryInfo? grocery, string python, int seeds, DirectoryInfo pictures, DirectoryInfo studies)
    {
        var peerFile = new FileInfo(Path.Combine(studies.FullName, $"optuna-{task.Name}.json"));
        using var peer = Process.Start(python,
        [
            Path.Combine(AppContext.BaseDirectory, "peers", "optuna_trainings.py"), peerFile.FullName, $"{seeds}", task.Name,
            Environment.ProcessPath!, "evaluate", task.Name, .. grocery is null ? [] : new[] { "--grocery", grocery.FullName },
        ]);
        var ours = TrainingStudies.Of(new FileInfo(Path.Combine(studies.FullName, $"{task.Name}.json")));
        for (var seed = 1; seed <= seeds; seed++)
        {
            foreach (var algorithm in Algorithms)
                ours.Add(task.Name, algorithm, seed, () => task.Search(algorithm, (ulong)seed));
            Console.WriteLine($"{task.Name}: seed {seed} of {seeds}");
        }
        peer.WaitForExit();
        if (peer.ExitCode != 0)
            throw new BenchmarkException("the Python process failed; are python3-optuna and python3-cmaes installed?");

        var optuna = TrainingStudies.Of(peerFile);
        Contender[] contenders =
        [
            .. ours.Curves(task.Name).Select(study => new Contender(study.Search, study.Curves, null)),
            .. optuna.Curves(task.Name).Select(study => new Contender($"Optuna {study.Search}", study.Curves, null)),
        ];
        Console.WriteLine($"\n{Machine.Current.Processor}, {Machine.Current.Runtime}, Optuna {optuna.Optuna}, {DateTime.UtcNow:yyyy-MM-dd}");
        ComparisonSheet.Show(task.Name, "least error", contenders, task.Spec.Search.Trials!.Value);
        ComparisonSheet.Draw(task.Name, pictures, contenders, "best so far", "error on the validation images", AxisScale.Log, error => error);
    }
}
