using ActorTraining.Cli.Tests.Fakes;

namespace ActorTraining.Cli.Tests.Processes;

/// <summary>Early stopping in real processes that are really killed: the next one decides as the killed one would have.</summary>
public sealed class KilledHalvingTests : IDisposable
{
    private const string Spec = """
        name: Halved
        job: classifier
        params:
          dataset: synthetic-digits
          model:
            layers: [{ kind: linear, units: 24 }, sigmoid, { kind: linear, units: 10 }]
          optimizer: { kind: sgd, lr: { grid: [0.001, 0.05, 0.002, 0.1, 0.004, 0.2] } }
          batch: 20
          epochs: 9
        objective: test.loss
        scheduler: { rule: successive-halving, min: 2, reduction: 2 }
        seed: 7
        """;

    private readonly Workplace _workplace = new();

    public KilledHalvingTests() => _workplace.Write("spec.yaml", Spec);

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task A_run_that_is_killed_at_a_rung_stops_the_same_trials_at_the_same_steps_with_the_same_numbers()
    {
        using (var undisturbed = Run("undisturbed"))
        {
            Assert.Equal((0, ""), await undisturbed.EndAsync());
            Assert.Contains("1 completed, 5 pruned", undisturbed.Out);
        }

        string[] moments = ["successive-halving: rung 1", "goes on", "epoch 5/9"];
        foreach (var moment in moments)
        {
            using var killed = moment == moments[0] ? Run("killed") : Run("killed", "--resume");
            await killed.WaitForLineAsync(moment);
            killed.KillHard();
            await killed.EndAsync();
        }

        using var last = Run("killed", "--resume");
        Assert.Equal((0, ""), await last.EndAsync());
        Assert.Contains("1 completed, 5 pruned", last.Out);
        Assert.Equal(Lines("undisturbed", "metrics.csv"), Lines("killed", "metrics.csv"));
        Assert.Equal(Ends("undisturbed"), Ends("killed"));
    }

    // The trials' states. Their metrics say at which step each ended; how many had come to a rung by the moment at which one was stopped there may differ.
    private IEnumerable<string> Ends(string run) => Lines(run, "trials.csv").Select(line => line.Split(',')[1]);

    private string[] Lines(string run, string file) => File.ReadAllLines(Path.Combine(_workplace.Folder, run, file));

    private ActorTrainProcess Run(string name, params string[] more) =>
        ActorTrainProcess.Start(_workplace.Folder, ["run", "spec.yaml", "--store", $"{name}.db", "--report", name, "--slots", "2", .. more]);
}
