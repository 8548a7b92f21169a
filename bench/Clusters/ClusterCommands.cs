using System.CommandLine;
using System.Globalization;

namespace ActorTraining.Bench.Clusters;

/// <summary>The verbs of the benchmarks that run a cluster.</summary>
internal static class ClusterCommands
{
    public static IEnumerable<Command> All => [P5(), P6(), P8(), P9(), P11(), StartCluster()];

    private static Command P5()
    {
        Option<int> trials = Number("--trials", "How many trials.", 10_000), slots = Slots(), repeat = Number("--repeat", "How often.", 1);
        var seconds = new Option<double>("--seconds") { Description = "How long each waits.", DefaultValueFactory = _ => 1 };
        return Verb("p5", "Sleeping trials.", [trials, seconds, slots, repeat], parsed =>
            SleepingTrials.RunAsync(parsed.GetValue(trials), parsed.GetValue(seconds), parsed.GetValue(slots), parsed.GetValue(repeat)));
    }

    private static Command P6()
    {
        Option<int> trials = Number("--trials", "How many trials an experiment has.", 2000), slots = Slots(), repeat = Number("--repeat", "How often.", 5);
        var python = new Option<string?>("--python") { Description = "The Python that has Optuna; without it there is no peer." };
        return Verb("p6", "Empty trials, against Optuna.", [trials, slots, repeat, python], parsed =>
            EmptyTrials.RunAsync(parsed.GetValue(trials), parsed.GetValue(slots), parsed.GetValue(repeat), parsed.GetValue(python)));
    }

    private static Command P8()
    {
        Option<int> trials = Number("--trials", "How many trials.", 8), points = Number("--points", "The points of each.", 50_000);
        Option<int> slots = Number("--slots", "How many run at once.", 4), repeat = Number("--repeat", "How often.", 5);
        return Verb("p8", "Metric points into the store and back.", [trials, points, slots, repeat], parsed =>
            MetricPoints.RunAsync(parsed.GetValue(trials), parsed.GetValue(points), parsed.GetValue(slots), parsed.GetValue(repeat)));
    }

    private static Command P9()
    {
        Option<int> trials = Number("--trials", "The trials of the large experiment.", 100_000), slots = Slots();
        return Verb("p9", "The cost of a trial in a large experiment.", [trials, slots], parsed => GrowingExperiment.RunAsync(parsed.GetValue(trials), parsed.GetValue(slots)));
    }

    private static Command P11()
    {
        var program = new Option<FileInfo>("--program") { Description = "The built actortrain.", Required = true };
        var spec = new Option<FileInfo>("--spec") { Description = "The experiment.", DefaultValueFactory = _ => new FileInfo("examples/mnist-learning-rates.yaml") };
        var data = new Option<DirectoryInfo>("--data") { Description = "The data folder, with MNIST in it (actortrain data get mnist).", Required = true };
        Option<int> repeat = Number("--repeat", "How often.", 5);
        return Verb("p11", "From the command to the first metric.", [program, spec, data, repeat], parsed =>
            FirstMetric.RunAsync(parsed.GetRequiredValue(program), parsed.GetRequiredValue(spec), parsed.GetRequiredValue(data), parsed.GetValue(repeat)));
    }

    private static Command StartCluster()
    {
        var command = new Command("start-cluster", "Starts a cluster and prints the seconds; P11 calls it.") { Hidden = true };
        command.SetAction(async (_, _) => Console.Write((await FirstMetric.StartClusterAsync()).ToString(CultureInfo.InvariantCulture)));
        return command;
    }

    private static Command Verb(string name, string description, IEnumerable<Option> options, Func<ParseResult, Task<Sheet>> run)
    {
        var json = new Option<FileInfo>("--json") { Description = "Where the figures go.", DefaultValueFactory = _ => new FileInfo($"artifacts/bench/{name}.json") };
        var command = new Command(name, description) { json };
        foreach (Option option in options)
            command.Add(option);
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                (await run(parsed)).Show(parsed.GetRequiredValue(json));
                return 0;
            }
            catch (Exception e) when (e is BenchmarkException or IOException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 1;
            }
        });
        return command;
    }

    private static Option<int> Slots() => Number("--slots", "How many run at once.", 16);

    private static Option<int> Number(string name, string description, int otherwise) => new(name) { Description = description, DefaultValueFactory = _ => otherwise };
}
