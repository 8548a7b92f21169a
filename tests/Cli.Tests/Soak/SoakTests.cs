using System.Globalization;
using ActorTraining.Cli.Tests.Fakes;

namespace ActorTraining.Cli.Tests.Soak;

/// <summary>An experiment whose process dies again and again at moments that nobody chose.</summary>
/// <remarks>
/// The suite has a short one. A long one: <c>ACTORTRAINING_SOAK_SECONDS=1200 ACTORTRAINING_SOAK_SEED=1 dotnet test tests/Cli.Tests --filter Soak</c>.
/// </remarks>
public sealed class SoakTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task An_experiment_survives_random_deaths_with_nothing_lost_and_nothing_doubled()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "kills processes and looks for orphans as Linux has them");
        var plan = new SoakPlan(TimeSpan.FromSeconds(Setting("ACTORTRAINING_SOAK_SECONDS", 12)), Setting("ACTORTRAINING_SOAK_SEED", 1));
        var soak = new Soak(plan, _workplace.Folder);

        await soak.RunAsync(TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper!.WriteLine($"{plan.Trials} trials outlived {soak.Kills} kills and {soak.Terminations} terminations");
        Assert.True(soak.Kills >= SoakPlan.FewestKills, "the experiment was over before anything was killed");
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
