using System.Collections.Concurrent;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Telemetry;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace ActorTraining.Grains.Trials;

/// <summary>The attempts that run on this silo: starts them on its slots and reports to their coordinators until those have acknowledged the end.</summary>
public sealed partial class TrialRuns(ISlots slots, IBlobAccess blobs, JobCatalog jobs, IModelBackends backends, IGrainFactory grains, TimeProvider time, ILogger<TrialRuns> log)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Stopped = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, TrialRun> _runs = new(StringComparer.Ordinal);

    /// <summary>The attempt of a trial's grain; null when it does not run here.</summary>
    internal TrialRun? Find(string key) => _runs.GetValueOrDefault(key);

    /// <summary>Starts an attempt on the slots of its lease.</summary>
    /// <param name="key">The key of its grain.</param>
    /// <param name="assignment">What to run.</param>
    internal StartAnswer Start(string key, TrialAssignment assignment)
    {
        if (assignment.Lease.Silo != slots.Silo)
        {
            return new StartAnswer($"its lease is for the silo {assignment.Lease.Silo}, but it came to {slots.Silo}");
        }

        if (jobs.Find(assignment.Job) is not { } description)
        {
            LogUnknownJob(assignment.Job, slots.Silo);
            return new StartAnswer($"the silo {slots.Silo} does not know the job '{assignment.Job}'; is it of another version?", UnknownJob: true);
        }

        var run = new TrialRun(assignment, blobs, time, Choose);
        if (!_runs.TryAdd(key, run))
        {
            // The grain was dropped and called again while its attempt was on the way here.
            run.Dispose();
            return StartAnswer.Started;
        }

        var work = new SlotWork(assignment.Lease.Id, assignment.Experiment, assignment.Trial, () => run.Execute(description.Create), run.Settled, run.Leave);
        var start = slots.TryRun(assignment.Lease.Slots, work);
        if (start.Done is not { } done)
        {
            _runs.TryRemove(key, out _);
            run.Dispose();
            return new StartAnswer(start.Refusal!);
        }

        // Outside of the grain, which may be dropped before its attempt has come to its end, and without what came with the call.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() => Follow(key, run, assignment, done));
        }

        return StartAnswer.Started;
    }

    // A trial may take what its slots have of their device together; without a limit where one does not know its share.
    private IModelBackend Choose(TrialAssignment assignment)
    {
        var shares = slots.Status().Where(slot => assignment.Lease.Slots.Contains(slot.Slot)).Select(slot => slot.Memory).ToList();
        return backends.Choose(assignment.Backend, TrialRun.DeviceOf(assignment.Lease), shares.Contains(0) ? 0 : shares.Sum());
    }

    // From the start of an attempt until its end is acknowledged.
    private async Task Follow(string key, TrialRun run, TrialAssignment assignment, Task done)
    {
        using var measured = new MeasuredAttempt(assignment, slots.Silo, time);
        try
        {
            while (true)
            {
                await run.WaitForNews(SignOfLife);
                if (!done.IsCompleted)
                {
                    // Gathers what a fast job says within the interval, but does not keep its end waiting.
                    await Task.WhenAny(done, Task.Delay(ReportInterval, time));
                }

                var report = run.Drain();
                if (report.End is not null)
                {
                    // The end must not be told before the slot is free: its lease is given away with it.
                    await done;
                }

                measured.Add(report);
                var answer = await Deliver(assignment.Experiment, report);
                if (report.End is not null)
                {
                    return;
                }

                run.Adjust(answer.Adjustments);
                if (answer.Stop is not null)
                {
                    run.Leave();
                }
                else
                {
                    run.Permit(answer.Until);
                }
            }
        }
        finally
        {
            _runs.TryRemove(key, out _);
            run.Settle();
            run.Dispose();
        }
    }

    // The coordinator may be moving, or its store be away: a report is repeated until it is acknowledged; its number keeps it from counting twice.
    private async Task<ReportAnswer> Deliver(string experiment, TrialReport report)
    {
        long? cutOff = null;
        for (var wait = ReportInterval; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                return await grains.GetGrain<IExperimentGrain>(experiment).Report(report);
            }
            catch (UnknownExperimentException)
            {
                // It was deleted: nobody is left who could take the report.
                return new ReportAnswer(StopReason.Superseded);
            }
            catch (Exception e)
            {
                // It may be the coordinator's silo that is away, which is not the end; only when it stays so has this silo itself stopped.
                cutOff = e is SiloUnavailableException && slots.Closing.IsCancellationRequested ? cutOff ?? time.GetTimestamp() : null;
                if (cutOff is { } since && time.GetElapsedTime(since) >= Stopped)
                {
                    return new ReportAnswer(StopReason.Superseded);
                }

                LogUndelivered(report.Trial, report.Attempt, wait.TotalSeconds, e.Message);
                await Task.Delay(wait, time);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The job {Job} is unknown on silo {Silo}; is it of another version?")]
    private partial void LogUnknownJob(string job, string silo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A report of trial {Trial}, attempt {Attempt}, was not taken; trying again in {Wait} s: {Error}")]
    private partial void LogUndelivered(int trial, int attempt, double wait, string error);
}
