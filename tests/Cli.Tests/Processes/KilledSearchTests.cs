using ActorTraining.Cli.Tests.Fakes;

namespace ActorTraining.Cli.Tests.Processes;

/// <summary>A search that learns, in real processes that are really killed: the next one proposes what the killed one would have.</summary>
public sealed class KilledSearchTests : IDisposable
{
    private const string Spec = """
        name: Learned
        job: classifier
        params:
          dataset: synthetic-digits
          data: { fraction: 0.5 }
          model:
            layers: [{ kind: linear, units: { int: [8, 32] } }, sigmoid, { kind: linear, units: 10 }]
          optimizer: { choice: [{ kind: sgd, lr: { loguniform: [1e-3, 1] }, momentum: { uniform: [0, 0.9] } }, { kind: adam, lr: { loguniform: [1e-4, 1e-1] } }] }
          batch: 20
          epochs: 2
        objective: test.loss
        search: { algorithm: tpe, trials: 24, startup: 6 }
        seed: 7
        """;

    private readonly Workplace _workplace = new();

    public KilledSearchTests() => _workplace.Write("spec.yaml", Spec);

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task A_run_that_is_killed_between_its_proposals_makes_the_same_ones_in_the_end()
    {
        using (var undisturbed = Run("undisturbed"))
        {
            Assert.Equal((0, ""), await undisturbed.EndAsync());
            Assert.Contains("24 completed", undisturbed.Out);
        }

        string[] moments = ["trial 5/24", "trial 12/24", "trial 20/24"];
        foreach (var moment in moments)
        {
            using var killed = moment == moments[0] ? Run("killed") : Run("killed", "--resume");
            await killed.WaitForLineAsync(moment);
            killed.KillHard();
            await killed.EndAsync();
        }

        using var last = Run("killed", "--resume");
        Assert.Equal((0, ""), await last.EndAsync());
        Assert.Equal(Lines("undisturbed", "metrics.csv"), Lines("killed", "metrics.csv"));
        Assert.Equal(24, Lines("killed", "trials.csv").Length - 1);
    }

    private string[] Lines(string run, string file) => File.ReadAllLines(Path.Combine(_workplace.Folder, run, file));

    private ActorTrainProcess Run(string name, params string[] more) =>
        ActorTrainProcess.Start(_workplace.Folder, ["run", "spec.yaml", "--store", $"{name}.db", "--report", name, "--slots", "1", .. more]);
}
