using ActorTraining.Cli.Runs;

namespace ActorTraining.Cli.Tests.Runs;

public class SlotScheduleTests
{
    private static TimeSpan? Seconds(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;

    [Theory]
    [InlineData(new double[] { 4, 9 }, 0, 10, 2, 9)] // nothing waits: the longest running trial ends it
    [InlineData(new double[] { }, 0, 10, 2, 0)] // nothing left
    [InlineData(new double[] { 5 }, 2, 10, 1, 25)] // one slot, one after the other
    [InlineData(new double[] { 4, 9 }, 1, 10, 2, 14)] // the slot that gets free first takes the waiting trial
    [InlineData(new double[] { 4, 9 }, 2, 10, 2, 19)]
    [InlineData(new double[] { }, 7, 10, 3, 30)] // three rounds on three slots
    [InlineData(new double[] { 100 }, 2, 10, 2, 100)] // the second slot works off the queue meanwhile
    public void Waiting_trials_take_the_slots_as_they_get_free(double[] running, int waiting, double typical, int slots, double expected)
    {
        TimeSpan? remaining = SlotSchedule.Remaining([.. running.Select(left => Seconds(left))], waiting, Seconds(typical), slots);

        Assert.Equal(expected, remaining!.Value.TotalSeconds, typical * 0.002);
    }

    [Fact]
    public void A_hundred_thousand_waiting_trials_are_estimated_too() =>
        Assert.Equal(250_000, SlotSchedule.Remaining([], 100_000, Seconds(10), 4)!.Value.TotalSeconds, 0.1);

    [Fact]
    public void Nothing_is_promised_before_a_trial_has_shown_its_pace()
    {
        Assert.Null(SlotSchedule.Remaining([null], 0, null, 1));
        Assert.Null(SlotSchedule.Remaining([Seconds(3)], 1, null, 1));
        Assert.Equal(TimeSpan.FromSeconds(8), SlotSchedule.Remaining([null], 0, Seconds(8), 1));
    }
}
