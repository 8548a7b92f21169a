using ActorTraining.Cli.Runs;
using ActorTraining.Cli.Tests.Fakes;

namespace ActorTraining.Cli.Tests.Runs;

public class StepClockTests
{
    private static readonly DateTimeOffset Start = ManualClock.Start;

    [Fact]
    public void Nothing_is_promised_before_a_step_was_timed() =>
        Assert.Null(new StepClock(Start, 0).Remaining(16, Start.AddSeconds(5)));

    [Fact]
    public void A_steady_pace_gives_the_rest_of_the_steps_at_that_pace()
    {
        var clock = new StepClock(Start, 0);
        for (int step = 1; step <= 4; step++)
            clock.Observe(Start.AddSeconds(3 * step), step);

        Assert.Equal(3, clock.SecondsPerStep!.Value, 1e-9);
        Assert.Equal(36, clock.Remaining(16, Start.AddSeconds(12))!.Value.TotalSeconds, 1e-9);
    }

    [Fact]
    public void Between_observations_the_time_runs_down_but_never_below_zero()
    {
        var clock = new StepClock(Start, 0);
        clock.Observe(Start.AddSeconds(2), 1);

        Assert.Equal(1.5, clock.Remaining(2, Start.AddSeconds(2.5))!.Value.TotalSeconds, 1e-9);
        Assert.Equal(TimeSpan.Zero, clock.Remaining(2, Start.AddSeconds(60)));
    }

    [Fact]
    public void A_resumed_trial_is_timed_from_the_step_it_resumes_at()
    {
        var clock = new StepClock(Start, 10);
        clock.Observe(Start.AddSeconds(4), 12);

        Assert.Equal(2, clock.SecondsPerStep!.Value, 1e-9);
    }

    [Fact]
    public void A_machine_that_slows_down_is_followed()
    {
        var clock = new StepClock(Start, 0);
        DateTimeOffset now = Start;
        double step = 0;
        for (int i = 0; i < 20; i++)
            clock.Observe(now += TimeSpan.FromSeconds(1), step += 1);
        for (int i = 0; i < 20; i++)
            clock.Observe(now += TimeSpan.FromSeconds(10), step += 1);

        Assert.InRange(clock.SecondsPerStep!.Value, 9, 10);
    }

    [Fact]
    public void Observations_without_time_or_progress_change_nothing()
    {
        var clock = new StepClock(Start, 0);
        clock.Observe(Start.AddSeconds(2), 1);
        clock.Observe(Start.AddSeconds(2), 5);
        clock.Observe(Start.AddSeconds(4), 1);
        clock.Observe(Start.AddSeconds(1), 2);

        Assert.Equal(2, clock.SecondsPerStep!.Value, 1e-9);
    }
}
