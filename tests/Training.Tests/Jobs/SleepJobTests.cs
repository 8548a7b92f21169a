using ActorTraining.Training.Jobs;

namespace ActorTraining.Training.Tests.Jobs;

public class SleepJobTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Reports_a_rising_value_that_the_seed_decides_about()
    {
        RecordingTrial first = new(new { seconds = 0, steps = 4 }) { Seed = 3 }, second = new(new { seconds = 0, steps = 4 }) { Seed = 3 };
        Run(first);
        Run(second);

        double[] values = [.. first.Reports.Select(report => report.Metrics["value"])];
        Assert.Equal((4, "step"), first.Planned);
        Assert.Equal([1L, 2, 3, 4], first.Reports.Select(report => report.Step));
        Assert.Equal(values.Order(), values);
        Assert.InRange(values[^1], 0, 1);
        Assert.Equal(values, second.Reports.Select(report => report.Metrics["value"]));
    }

    [Fact]
    public void Goes_on_behind_its_checkpoint()
    {
        var whole = new RecordingTrial(new { seconds = 0, steps = 4 });
        Run(whole);
        var resumed = new RecordingTrial(new { seconds = 0, steps = 4 }) { Checkpoint = whole.Checkpoints[1] };
        Run(resumed);
        Assert.Equal(whole.Reports.Skip(2).Select(report => report.Metrics), resumed.Reports.Select(report => report.Metrics));
    }

    [Fact]
    public void Fails_where_it_is_asked_to()
    {
        var trial = new RecordingTrial(new { seconds = 0, fail_at = 3 });
        Assert.Equal("failed at step 3, as fail_at asked", Assert.Throws<TrialException>(() => Run(trial)).Message);
        Assert.Equal([1L, 2], trial.Reports.Select(report => report.Step));
    }

    [Fact]
    public void Is_stopped_in_the_middle_of_its_sleep()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var trial = new RecordingTrial(new { seconds = 3600, steps = 1 });
        stop.CancelAfter(TimeSpan.FromMilliseconds(20));
        Assert.ThrowsAny<OperationCanceledException>(() => Run(trial, stop.Token));
        Assert.Empty(trial.Reports);
    }

    [Fact]
    public void Tells_what_is_wrong_with_its_parameters()
    {
        var trial = new RecordingTrial(new { seconds = -1 });
        Assert.Equal("params.seconds: -1 is not at least 0", Assert.Throws<TrialException>(() => Run(trial)).Message);
    }

    private static void Run(RecordingTrial trial, CancellationToken? stop = null) =>
        JobCatalog.Default.Find("sleep")!.Create().RunAsync(trial, stop ?? Cancellation).GetAwaiter().GetResult();
}
