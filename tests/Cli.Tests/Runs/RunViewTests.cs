using ActorTraining.Cli.Runs;
using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using static ActorTraining.Cli.Tests.Fakes.Trials;

namespace ActorTraining.Cli.Tests.Runs;

public class RunViewTests
{
    private readonly ManualClock _clock = new();

    private RunView View(int planned = 3, int slots = 2, params TrialInfo[] trials) => new(Experiment(planned), trials, slots, _clock);

    private static TrialChanged Changed(TrialInfo trial) => new(1, ManualClock.Start, trial);

    private TrialProgressed Progressed(TrialInfo trial) => new(0, _clock.Now, trial, []);

    [Fact]
    public void Rows_show_every_trial_by_number_where_there_is_room()
    {
        RunView view = View(trials: [Trial(2, TrialState.Completed), Trial(1, TrialState.Running)]);

        Assert.Equal([1, 2], view.Rows(20).Select(row => row.Trial.Number));
    }

    [Fact]
    public void Rows_show_running_trials_first_and_then_the_newest_ended_ones_where_there_is_not()
    {
        RunView view = View(planned: 100);
        for (int number = 1; number <= 30; number++)
            view.Apply(Changed(Trial(number, TrialState.Completed)));
        view.Apply(Changed(Trial(31, TrialState.Running)));
        view.Apply(Changed(Trial(32, TrialState.Running)));

        Assert.Equal([31, 32, 30, 29, 28], view.Rows(5).Select(row => row.Trial.Number));
    }

    [Fact]
    public void The_share_that_is_done_counts_running_trials_by_their_steps()
    {
        RunView view = View(planned: 4, trials: [Trial(1, TrialState.Completed), Trial(2, TrialState.Running, step: 4, steps: 16)]);

        Assert.Equal((1 + 0.25) / 4, view.Fraction, 1e-12);
    }

    [Fact]
    public void The_time_left_of_a_trial_comes_from_its_steps()
    {
        RunView view = View(trials: [Trial(1, TrialState.Running, step: 0)]);
        _clock.Now += TimeSpan.FromSeconds(2);
        view.Apply(Progressed(Trial(1, TrialState.Running, step: 1)));

        Assert.Equal(30, view.RemainingOf(1)!.Value.TotalSeconds, 1e-9);
        Assert.Null(view.RemainingOf(2));
    }

    [Fact]
    public void The_time_left_of_the_whole_counts_slots_and_waiting_trials()
    {
        RunView view = View(planned: 3, slots: 1, trials: [Trial(1, TrialState.Running, step: 0, steps: 10)]);
        _clock.Now += TimeSpan.FromSeconds(1);
        view.Apply(Progressed(Trial(1, TrialState.Running, step: 1, steps: 10)));

        Assert.Equal(9 + 10 + 10, view.Remaining!.Value.TotalSeconds, 0.1);
    }

    [Fact]
    public void Parallel_of_the_spec_limits_the_slots()
    {
        ExperimentSpec spec = Spec() with { Resources = new ResourceSpec { Parallel = 1 } };

        Assert.Equal(1, new RunView(Experiment(spec: spec), [], 8, _clock).Slots);
    }

    [Fact]
    public void Progress_that_arrives_after_the_end_of_an_attempt_changes_nothing()
    {
        RunView view = View(trials: [Trial(1, TrialState.Completed, step: 16)]);
        view.Apply(Progressed(Trial(1, TrialState.Running, step: 15)));

        Assert.Equal(TrialState.Completed, view.Trial(1)!.State);
        Assert.Equal((1, 0), (view.Ended, view.Running));
    }

    [Fact]
    public void A_new_attempt_is_timed_anew_and_counted_once()
    {
        RunView view = View(trials: [Trial(1, TrialState.Running, step: 0)]);
        _clock.Now += TimeSpan.FromSeconds(8);
        view.Apply(Progressed(Trial(1, TrialState.Running, step: 1)));
        view.Apply(Changed(Trial(1, TrialState.Failed)));
        view.Apply(Changed(Trial(1, TrialState.Running, attempt: 2)));

        Assert.Null(view.RemainingOf(1));
        Assert.Equal((0, 1, 0), (view.Ended, view.Running, view.Count(TrialState.Failed)));
    }

    [Fact]
    public void The_best_trial_may_fall_behind_again()
    {
        RunView view = View(trials: [Trial(1, TrialState.Running, accuracy: 0.8), Trial(2, TrialState.Running, accuracy: 0.7)]);
        Assert.Equal(1, view.Best!.Number);

        view.Apply(Progressed(Trial(1, TrialState.Running, accuracy: 0.6)));
        Assert.Equal(2, view.Best!.Number);

        view.Apply(Progressed(Trial(3, TrialState.Running, accuracy: double.NaN)));
        Assert.Equal(2, view.Best!.Number);
    }
}
