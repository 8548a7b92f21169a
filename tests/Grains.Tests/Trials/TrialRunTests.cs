using System.Security.Cryptography;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Trials;
using ActorTraining.Silo.Tests;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Grains.Tests.Trials;

/// <summary>What an attempt does when its stores are away, and what it tells of itself.</summary>
public sealed class TrialRunTests : IDisposable
{
    private readonly ScriptedBlobs _blobs = new();
    private readonly FakeClock _clock = new();
    private readonly List<CheckpointReference> _kept = [];
    private TrialRun? _run;

    public void Dispose() => _run?.Dispose();

    [Fact]
    public void It_leaves_without_its_last_checkpoint_when_the_store_stays_away()
    {
        var run = Run();
        _blobs.OnPut = key =>
        {
            if (key.EndsWith("-2", StringComparison.Ordinal))
            {
                run.Leave();
                _clock.Advance(TimeSpan.FromSeconds(3));
                throw new HttpRequestException("connection refused");
            }
        };
        var report = Execute(run);

        Assert.Equal(new AttemptEnd(AttemptOutcome.Left), report.End);
        Assert.Equal([1], report.Checkpoints.Select(checkpoint => checkpoint.Step));
        Assert.Equal(["the checkpoint of step 2 could not be stored, waiting until it can: connection refused", "the checkpoint of step 2 was not stored before the attempt left"], report.Log);
    }

    [Fact]
    public void It_stores_its_last_checkpoint_when_the_store_comes_back_soon()
    {
        var run = Run();
        var failures = 0;
        _blobs.OnPut = key =>
        {
            run.Leave();
            if (failures++ < 2)
            {
                throw new IOException("away");
            }
        };
        var report = Execute(run);

        Assert.Equal(new AttemptEnd(AttemptOutcome.Left), report.End);
        Assert.Equal([1], report.Checkpoints.Select(checkpoint => checkpoint.Step));
    }

    [Fact]
    public void A_checkpoint_whose_connection_breaks_is_read_again()
    {
        Keep(2);
        Keep(1);
        var breaks = 2;
        _blobs.OnRead = stream => breaks-- > 0 ? new BrokenStream() : stream;
        var report = Execute(Run(), trial => Assert.Equal(2, trial.Checkpoint!.Step));

        Assert.Equal(AttemptOutcome.Completed, report.End!.Outcome);
        Assert.Equal(["the checkpoint cannot be read now, waiting until it can: the connection broke"], report.Log);
    }

    [Fact]
    public void A_checkpoint_that_is_missing_or_not_what_was_stored_is_passed_over()
    {
        _blobs.Content.Remove(Keep(3));
        _blobs.Content[Keep(2)] = [0];
        Keep(1);
        var report = Execute(Run(), trial => Assert.Equal(1, trial.Checkpoint!.Step));

        Assert.Equal(AttemptOutcome.Completed, report.End!.Outcome);
        Assert.Equal(
            ["the checkpoint of step 3 is missing; going on from the one before", "the checkpoint of step 2 is damaged (its SHA-256 differs from the recorded one); going on from the one before"],
            report.Log);
    }

    [Fact]
    public void The_time_of_its_points_goes_on_from_that_of_earlier_attempts_and_does_not_run_ahead_of_the_trials()
    {
        var run = _run = new TrialRun(Assignment() with { Seconds = 20.25 }, _blobs, _clock, _ => throw new NotSupportedException("the job builds no model"));
        _clock.Advance(TimeSpan.FromSeconds(2));
        _clock.SetWallClock(TimeSpan.FromHours(-5));
        run.Report(1, new Dictionary<string, double> { ["loss"] = 3, ["accuracy"] = 0.1 });
        var first = run.Drain();
        _clock.Advance(TimeSpan.FromSeconds(3));
        run.Report(2, new Dictionary<string, double> { ["loss"] = 2 });
        var second = run.Drain();

        Assert.Equal([22.25, 22.25], first.Points.Select(point => point.Seconds));
        Assert.Equal([25.25], second.Points.Select(point => point.Seconds));
        Assert.Equal(25.25, 20.25 + first.Seconds + second.Seconds);
    }

    [Fact]
    public void While_it_waits_for_its_checkpoint_it_can_be_asked_to_leave()
    {
        Keep(2);
        var run = Run();
        _blobs.OnOpen = _ =>
        {
            run.Leave();
            throw new HttpRequestException("connection refused");
        };
        var report = Execute(run, _ => Assert.Fail("the job must not start"));

        Assert.Equal((new AttemptEnd(AttemptOutcome.Left), 2), (report.End, report.Step));
    }

    [Fact]
    public void Very_much_is_told_in_several_reports_and_the_end_in_the_last()
    {
        var run = Run();
        run.Execute(() => new CallJob(trial =>
        {
            trial.Report(1, Enumerable.Range(0, 50_000).ToDictionary(i => $"metric {i:00000}", i => (double)i));
            trial.Save(new Checkpoint(1, new byte[10]));
            for (var i = 0; i < 2_000; i++)
            {
                trial.Log(new string('x', 9_000));
            }
        }));
        var reports = new List<TrialReport>();
        do
        {
            reports.Add(run.Drain());
        }
        while (reports[^1].End is null);

        Assert.All(reports, report => Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(report).Length, 0, 8_000_000));
        Assert.Equal(50_000, reports.Sum(report => report.Points.Count));
        var withLast = reports.FindLastIndex(report => report.Points.Count > 0);
        Assert.Equal(withLast, reports.FindIndex(report => report.Checkpoints.Count > 0));
        var lines = reports.SelectMany(report => report.Log).ToList();
        Assert.InRange(lines.Count, 500, 1_000);
        Assert.Equal($"{2_000 - (lines.Count - 1)} log lines were left out here: more came than could be told", lines[^1]);
    }

    [Fact]
    public void The_trace_of_an_unforeseen_error_is_told_however_long_the_log_is()
    {
        var run = Run();
        run.Execute(() => new CallJob(trial =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                trial.Log(new string('x', 9_000));
            }

            throw new InvalidTimeZoneException("odd");
        }));
        var lines = new List<string>();
        TrialReport report;
        do
        {
            report = run.Drain();
            lines.AddRange(report.Log);
        }
        while (report.End is null);

        Assert.StartsWith("System.InvalidTimeZoneException: odd", lines[^1], StringComparison.Ordinal);
        Assert.Contains("were left out here", lines[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void An_adjustment_that_is_handed_over_twice_is_taken_once()
    {
        var run = Run();
        Adjustment[] all = [new("lr", JsonSerializer.SerializeToElement(2), null), new("lr", JsonSerializer.SerializeToElement(3), null)];
        run.Adjust(all[..1]);
        run.Adjust(all);
        run.Adjust(all);

        Assert.Equal(3, run.AdjustmentsAt(5)["lr"].GetInt32());
        run.Adjust(all);
        Assert.Equal(3, run.AdjustmentsAt(6)["lr"].GetInt32());
        Assert.Equal([5L, 5L], run.Drain().Adjusted.Select(taken => taken.Step));
    }

    [Fact]
    public void What_comes_after_its_end_was_acknowledged_does_no_harm()
    {
        var run = Run();
        run.Dispose();
        run.Adjust([new("lr", JsonSerializer.SerializeToElement(2), null)]);
        run.Log("late");
        run.Leave();
        Assert.Equal(0, run.Drain().Step);
    }

    [Fact]
    public async Task At_a_rung_it_has_saved_its_state_and_waits_for_word()
    {
        var run = _run = new TrialRun(Assignment() with { Until = 2, Measured = ["value"], Saving = new CheckpointSpec { Every = TimeSpan.FromHours(1) } }, _blobs, _clock, _ => throw new NotSupportedException("the job builds no model"));
        var steps = new List<long>();
        var job = Task.Run(() => run.Execute(CountJob.Catalog((_, step, _) => steps.Add(step)).Find("count")!.Create), TestContext.Current.CancellationToken);
        var saved = new List<long>();
        while (!saved.Contains(2))
        {
            await run.WaitForNews(TimeSpan.FromSeconds(30));
            saved.AddRange(run.Drain().Checkpoints.Select(checkpoint => checkpoint.Step));
        }

        Assert.True(run.IsCheckpointDue(stepEnded: true));
        Assert.False(run.IsCheckpointDue(stepEnded: false));

        // The answer to a report before the rung permits nothing new; that to the one at it does.
        run.Permit(2);
        Assert.False(job.IsCompleted);
        Assert.Equal([1, 2], steps);
        run.Permit(null);
        await job;

        Assert.Equal([1, 2, 3], steps);
        Assert.Equal(AttemptOutcome.Completed, run.Drain().End!.Outcome);
    }

    [Fact]
    public async Task At_a_rung_it_can_be_asked_to_leave_and_has_not_begun_the_next_step()
    {
        var run = _run = new TrialRun(Assignment() with { Until = 1, Measured = ["value"] }, _blobs, _clock, _ => throw new NotSupportedException("the job builds no model"));
        var job = Task.Run(() => run.Execute(CountJob.Catalog((_, step, _) => Assert.Equal(1, step)).Find("count")!.Create), TestContext.Current.CancellationToken);
        await run.WaitForNews(TimeSpan.FromSeconds(30));
        run.Leave();
        await job;

        var report = run.Drain();
        Assert.Equal((AttemptOutcome.Left, 1.0), (report.End!.Outcome, report.Step));
    }

    private TrialRun Run() => _run = new TrialRun(Assignment(), _blobs, _clock, _ => throw new NotSupportedException("the job builds no model"));

    private TrialAssignment Assignment() =>
        new("e", 1, 1, "count", JsonSerializer.SerializeToElement(new { steps = 3, lr = 1 }), 0, new Lease(Guid.NewGuid(), "here", "127.0.0.1:1@1", ["cpu:0"]), new CheckpointSpec(), [], _kept);

    private static TrialReport Execute(TrialRun run, Action<ITrial>? onStep = null)
    {
        run.Execute(CountJob.Catalog((trial, _, _) => onStep?.Invoke(trial)).Find("count")!.Create);
        return run.Drain();
    }

    private string Keep(long step)
    {
        var key = $"checkpoints/e/1/{step}";
        _blobs.Content[key] = [(byte)step, 1, 2];
        _kept.Add(new CheckpointReference(step, key, Convert.ToHexStringLower(SHA256.HashData(_blobs.Content[key]))));
        return key;
    }

    private sealed class CallJob(Action<ITrial> call) : IJob
    {
        public Task RunAsync(ITrial trial, CancellationToken stop)
        {
            call(trial);
            return Task.CompletedTask;
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("the connection broke");
    }
}
