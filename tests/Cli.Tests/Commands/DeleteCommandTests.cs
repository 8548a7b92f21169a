using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Tests.Commands;

public sealed class DeleteCommandTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public DeleteCommandTests()
    {
        _workplace.Write("store.db", "");
        _workplace.Experiments.Add(new FakeExperiment(Trials.Experiment(id: "digits-a"))).Known(Trials.Trial(1, TrialState.Completed)).PlayedBefore();
    }

    public void Dispose() => _workplace.Dispose();

    private Task<ExitCode> DeleteAsync(params string[] more) => _workplace.RunAsync(["delete", "digits-a", "--store", "store.db", .. more]);

    private void End() => _workplace.Experiments.Newest.Enter(ExperimentState.Completed);

    [Theory]
    [InlineData("y")]
    [InlineData(" Yes ")]
    public async Task A_person_is_asked(string answer)
    {
        End();
        _workplace.Answer = answer;

        Assert.Equal(ExitCode.Success, await DeleteAsync());
        Assert.Equal(["delete digits-a with its 1 trial, metrics and stored files? [y/N] "], _workplace.Asked);
        Assert.Equal(["delete digits-a"], _workplace.Experiments.Commands);
        Assert.Equal("experiment digits-a is deleted\n", _workplace.Out);
    }

    [Theory]
    [InlineData("")]
    [InlineData("n")]
    [InlineData("yesterday")]
    public async Task Any_other_answer_keeps_it(string answer)
    {
        End();
        _workplace.Answer = answer;

        Assert.Equal(ExitCode.Usage, await DeleteAsync());
        Assert.Equal("error: digits-a was not deleted\n", _workplace.Error);
        Assert.Empty(_workplace.Experiments.Commands);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_yes_is_needed()
    {
        End();

        Assert.Equal(ExitCode.Usage, await DeleteAsync());
        Assert.Contains("--yes", _workplace.Error);
        Assert.Empty(_workplace.Experiments.Commands);

        Assert.Equal(ExitCode.Success, await DeleteAsync("--yes", "--json"));
        Assert.Equal("""{"command":"delete","experiment":"digits-a","served":false}""", Assert.Single(_workplace.OutLines));
    }

    [Fact]
    public async Task What_has_not_ended_is_kept_and_nobody_is_asked()
    {
        _workplace.Answer = "y";

        Assert.Equal(ExitCode.Usage, await DeleteAsync());
        Assert.Contains("digits-a has not come to its end; 'actortrain stop digits-a --store store.db' ends it", _workplace.Error);
        Assert.Empty(_workplace.Asked);
    }
}
