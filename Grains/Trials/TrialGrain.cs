using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Placement;
using ActorTraining.Training.Jobs;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace ActorTraining.Grains.Trials;

/// <summary>Runs one attempt of a trial on slots of its silo and reports to the coordinator until it has acknowledged the end.</summary>
[SlotPlacement]
public sealed partial class TrialGrain(ISlots slots, IBlobAccess blobs, JobCatalog jobs, TimeProvider time, ILogger<TrialGrain> log) : Grain, ITrialGrain
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private TrialRun? _run;

    /// <inheritdoc/>
    public async Task<StartAnswer> Start(TrialAssignment assignment)
    {
        SlotHint.Clear();
        if (_run is not null)
        {
            return StartAnswer.Started;
        }

        if (assignment.Lease.Silo != slots.Silo)
        {
            return Refused($"its lease is for the silo {assignment.Lease.Silo}, but it came to {slots.Silo}");
        }

        if (jobs.Find(assignment.Job) is not { } description)
        {
            LogUnknownJob(assignment.Job, slots.Silo);
            return Refused($"the silo {slots.Silo} does not know the job '{assignment.Job}'; is it of another version?", unknownJob: true);
        }

        var damaged = new List<string>();
        var checkpoint = await CheckpointReading.ReadAsync(blobs, assignment.Checkpoints, damaged);
        var run = new TrialRun(assignment, checkpoint, blobs, time);
        damaged.ForEach(run.Log);
        var work = new SlotWork(assignment.Lease.Id, assignment.Experiment, assignment.Trial, () => run.Execute(description.Create), run.Settled, run.Leave);
        var start = slots.TryRun(assignment.Lease.Slots, work);
        if (start.Done is not { } done)
        {
            run.Dispose();
            return Refused(start.Refusal!);
        }

        _run = run;
        _ = Follow(run, assignment, done);
        return StartAnswer.Started;
    }

    /// <inheritdoc/>
    public Task Leave(int attempt, StopReason reason)
    {
        if (_run is { } run && run.Attempt == attempt)
        {
            run.Leave();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Adjust(int attempt, Adjustment adjustment)
    {
        if (_run is { } run && run.Attempt == attempt)
        {
            run.Adjust(adjustment);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Lease?> RunsUnder(int attempt)
    {
        if (_run is null)
        {
            DeactivateOnIdle();
        }

        return Task.FromResult(_run?.Attempt == attempt ? _run.Lease : null);
    }

    // Nothing runs here, so nothing is kept: the next attempt has a grain of its own.
    private StartAnswer Refused(string why, bool unknownJob = false)
    {
        DeactivateOnIdle();
        return new StartAnswer(why, unknownJob);
    }

    // Runs beside the calls, turn by turn on this grain's scheduler, from the start of an attempt until its end is acknowledged.
    private async Task Follow(TrialRun run, TrialAssignment assignment, Task done)
    {
        try
        {
            while (true)
            {
                DelayDeactivation(TimeSpan.FromMinutes(1));
                await run.WaitForNews(SignOfLife);
                if (!done.IsCompleted)
                {
                    // Gathers what a fast job says within the interval, but does not keep its end waiting.
                    await Task.WhenAny(done, Task.Delay(ReportInterval, time));
                }

                // The end must not be told before the slot is free: its lease is given away with it.
                var ended = done.IsCompleted;
                var report = run.Drain();
                if (!ended && report.End is not null)
                {
                    await done;
                    ended = true;
                }

                var answer = await Deliver(assignment.Experiment, report);
                if (ended)
                {
                    return;
                }

                if (answer.Stop is not null)
                {
                    run.Leave();
                }
            }
        }
        finally
        {
            _run = null;
            run.Settle();
            run.Dispose();
            DeactivateOnIdle();
        }
    }

    // The coordinator may be moving, or its store be away: a report is repeated until it is acknowledged; its number keeps it from counting twice.
    private async Task<ReportAnswer> Deliver(string experiment, TrialReport report)
    {
        for (var wait = ReportInterval; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                return await GrainFactory.GetGrain<IExperimentGrain>(experiment).Report(report);
            }
            catch (Exception e) when (e is UnknownExperimentException || (e is SiloUnavailableException && slots.Closing.IsCancellationRequested))
            {
                // The experiment was deleted, or this silo has stopped: nobody is left who could take it. That the coordinator's silo is away is not the end.
                return new ReportAnswer(StopReason.Superseded);
            }
            catch (Exception e)
            {
                LogUndelivered(report.Trial, report.Attempt, wait.TotalSeconds, e.Message);
                DelayDeactivation(TimeSpan.FromMinutes(1));
                await Task.Delay(wait, time);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The job {Job} is unknown on silo {Silo}; is it of another version?")]
    private partial void LogUnknownJob(string job, string silo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A report of trial {Trial}, attempt {Attempt}, was not taken; trying again in {Wait} s: {Error}")]
    private partial void LogUndelivered(int trial, int attempt, double wait, string error);
}
