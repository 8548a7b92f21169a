using System.Diagnostics;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Tests.Soak;

/// <summary>Runs an experiment through many violent deaths of its process and looks at the store after each.</summary>
internal sealed class Soak(SoakPlan plan, string folder)
{
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(60);

    private readonly Random _random = new(plan.Seed);
    private readonly SoakStore _store = new(Path.Combine(folder, "soak.db"));
    private IReadOnlyList<StoredTrial> _before = [];

    /// <summary>How many processes were killed.</summary>
    public int Kills { get; private set; }

    /// <summary>How many processes were asked to end.</summary>
    public int Terminations { get; private set; }

    /// <summary>Kills until the time is over, and at least a few times, lets the last process come to its end, and judges.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "soak.yaml"), plan.Spec, cancel);
        long begin = Stopwatch.GetTimestamp();
        bool over = false;
        // On a machine with much else to do a process may need all of the time to start.
        while (!over && (Stopwatch.GetElapsedTime(begin) < plan.Duration || Kills < SoakPlan.FewestKills))
            over = await LiveAsync(cancel);

        using (SoakProcess last = Start())
        {
            await last.Ended.WaitAsync(cancel);
            Assert.True(last.ExitCode == (int)ExitCode.TrialsFailed, $"the last process ended with {last.ExitCode}:\n{last.LastWords}");
            Look(last);
        }
        CheckEnd();
    }

    // One life and its end; true when the experiment is over.
    private async Task<bool> LiveAsync(CancellationToken cancel)
    {
        using SoakProcess process = Start();
        // Some die on their way to work, most of them at work. The first one lives until there is something to go on with.
        if (_before.Count == 0 || _random.Next(4) > 0)
            await process.AtWork.WaitAsync(cancel);
        await Task.WhenAny(process.Ended, Task.Delay(TimeSpan.FromSeconds(_random.NextDouble() * 3), cancel));
        if (process.HasEnded)
        {
            Assert.True(process.ExitCode == (int)ExitCode.TrialsFailed, $"a process ended by itself with {process.ExitCode}:\n{process.LastWords}");
            return true;
        }
        if (_random.Next(6) == 0)
            await TerminateAsync(process, cancel);
        else
        {
            process.KillHard();
            await process.Ended.WaitAsync(cancel);
            Kills++;
        }
        Look(process);
        return false;
    }

    private async Task TerminateAsync(SoakProcess process, CancellationToken cancel)
    {
        process.Terminate();
        await process.Ended.WaitAsync(LeaveTime, cancel);
        // A signal ends a process that is not yet there to take it.
        Assert.True(process.ExitCode is (int)ExitCode.Interrupted or (int)ExitCode.TrialsFailed or 128 + 15, $"a process that was asked to end did so with {process.ExitCode}:\n{process.LastWords}");
        Terminations++;
    }

    private SoakProcess Start() => new(
        folder, ["run", "soak.yaml", "--store", "soak.db", "--slots", $"{SoakPlan.Slots}", "--no-report", .. _before.Count == 0 ? (string[])[] : ["--resume"]]);

    private void Look(SoakProcess dead)
    {
        foreach (StoredTrial before in _before)
        {
            if (dead.LeastSteps.TryGetValue(before.Number, out long step))
                Assert.True(step >= before.Checkpoint, $"{before} fell back to step {step}");
        }
        Assert.Equal("ok", _store.Integrity());
        IReadOnlyList<StoredTrial> now = _store.Trials();
        Assert.Equal(Enumerable.Range(1, now.Count), now.Select(trial => trial.Number));
        Assert.True(now.Count >= _before.Count, "trials were lost");
        IReadOnlySet<string> blobs = _store.Blobs();
        ILookup<int, StoredAttempt> attempts = _store.Attempts().ToLookup(attempt => attempt.Trial);
        foreach (StoredTrial trial in now)
            Assert.All(trial.Files, file => Assert.True(blobs.Contains(file), $"{file} is gone"));
        foreach ((StoredTrial before, StoredTrial after) in _before.Zip(now))
            CheckProgress(before, after, attempts[after.Number]);
        _before = now;
    }

    private static void CheckProgress(StoredTrial before, StoredTrial after, IEnumerable<StoredAttempt> attempts)
    {
        string which = $"trial {after.Number}: {before} became {after}";
        Assert.True(after.Attempt >= before.Attempt && after.Points >= before.Points && after.Checkpoint >= before.Checkpoint, $"{which}: something was lost");
        if (before.State.IsFinal())
            Assert.True(after.State == before.State && after.Attempt == before.Attempt, $"{which}: it had come to its end");
        Assert.All(attempts.Where(attempt => attempt.Attempt > before.Attempt), attempt =>
            Assert.True(attempt.From >= before.Checkpoint, $"{which}: attempt {attempt.Attempt} began again behind step {attempt.From}"));
    }

    private void CheckEnd()
    {
        Assert.Equal(plan.Trials, _before.Count);
        Assert.Equal(plan.Completing, _before.Count(trial => trial.State == TrialState.Completed));
        Assert.Equal(plan.Failing, _before.Count(trial => trial.State == TrialState.Failed));
        ILookup<int, StoredAttempt> attempts = _store.Attempts().ToLookup(attempt => attempt.Trial);
        ILookup<int, (int Trial, long Step, double Value)> points = _store.Points().ToLookup(point => point.Trial);
        foreach (StoredTrial trial in _before)
        {
            bool completes = trial.State == TrialState.Completed;
            Assert.DoesNotContain(attempts[trial.Number], attempt => attempt.Outcome is null);
            Assert.Equal(completes ? 1 : 0, attempts[trial.Number].Count(attempt => attempt.Outcome == "completed"));
            Assert.Equal(completes ? 0 : 1 + SoakPlan.Retries, attempts[trial.Number].Count(attempt => attempt.Outcome == "failed"));
            int steps = completes ? SoakPlan.Steps : SoakPlan.FailsAt - 1;
            Assert.Equal(Enumerable.Range(1, steps).Select(step => (long)step), points[trial.Number].Select(point => point.Step));
            double unit = points[trial.Number].First().Value;
            Assert.All(points[trial.Number], point => Assert.Equal(unit * point.Step, point.Value, 1e-9));
        }
        IReadOnlyList<long> events = _store.Events();
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events);
        Assert.DoesNotContain(_store.Files(), file => file.EndsWith(".part", StringComparison.Ordinal));
        Assert.Empty(Orphans());
    }

    // Every process of the soak ran in its folder.
    private IEnumerable<string> Orphans() => Directory.EnumerateDirectories("/proc")
        .Where(process => int.TryParse(Path.GetFileName(process), out _))
        .Where(process =>
        {
            try
            {
                return Directory.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName == folder;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        });
}
