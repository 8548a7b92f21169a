using ActorTraining.Cli.Runs;

namespace ActorTraining.Cli.Tests.Fakes;

/// <summary>Plays a script before a renderer.</summary>
internal static class Watched
{
    public static async Task ToEndAsync(Workplace workplace, IRunRenderer renderer, Action<FakeExperiment> script, bool resumed = false)
    {
        FakeExperiment experiment = workplace.Experiments.Add(new FakeExperiment(Trials.Experiment()));
        script(experiment);
        var view = new RunView(experiment.Info, experiment.Trials, slots: 2, workplace.Clock);
        await new RunWatcher(workplace.Experiments, renderer, workplace.Clock).WatchAsync(view, resumed, TestContext.Current.CancellationToken);
    }
}
