namespace ActorTraining.Experiments.Tests;

public sealed class TrialClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 4)]
    [InlineData(10, 10)]
    [InlineData(10.5, 3600.5)]
    [InlineData(25, 3615)]
    public void Between_two_attempts_the_wall_clock_runs_on_and_the_trials_age_does_not(double seconds, double after)
    {
        var clock = new TrialClock([Attempt(1, 0, 0), Attempt(2, 10, 1800), Attempt(3, 10, 3600)]);

        Assert.Equal(Noon.AddSeconds(after), clock.At(seconds));
    }

    [Fact]
    public void Attempts_of_a_store_that_had_no_time_yet_say_nothing()
    {
        var old = Attempt(1, 0, 0) with { SecondsBefore = null };

        Assert.Null(new TrialClock([old]).At(5));
        Assert.Null(new TrialClock([]).At(5));
        Assert.Equal(Noon.AddSeconds(60), new TrialClock([old, Attempt(2, 40, 50)]).At(50));
    }

    private static AttemptInfo Attempt(int number, double before, double started) =>
        new(1, number, "here", "cpu:0", 0, Noon.AddSeconds(started), null, null, null) { SecondsBefore = before };
}
