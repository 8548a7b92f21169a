using System.Diagnostics;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Telemetry;

/// <summary>An attempt as metrics and traces see it, from its start on a slot until its end is acknowledged.</summary>
internal sealed class MeasuredAttempt : IDisposable
{
    private readonly TrialAssignment _assignment;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly Activity? _span;

    public MeasuredAttempt(TrialAssignment assignment, string silo, TimeProvider time)
    {
        (_assignment, _time, _began) = (assignment, time, time.GetTimestamp());
        _span = Instruments.Activities.StartActivity("trial attempt");
        _span?.SetTag("actortraining.experiment", assignment.Experiment)
            .SetTag("actortraining.trial", assignment.Trial)
            .SetTag("actortraining.attempt", assignment.Attempt)
            .SetTag("actortraining.job", assignment.Job)
            .SetTag("actortraining.silo", silo)
            .SetTag("actortraining.slot", assignment.Lease.Slots[0]);
    }

    /// <summary>Counts what a report holds.</summary>
    public void Add(TrialReport report)
    {
        Instruments.Points.Add(report.Points.Count);
        if (report.End is not { } end)
        {
            return;
        }

        TagList tags = new() { { "actortraining.job", _assignment.Job }, { "actortraining.outcome", end.Outcome.ToString().ToLowerInvariant() } };
        Instruments.Attempts.Add(1, tags);
        Instruments.AttemptDuration.Record(_time.GetElapsedTime(_began).TotalSeconds, tags);
        _span?.SetTag("actortraining.outcome", end.Outcome.ToString().ToLowerInvariant());
        if (end.Outcome == AttemptOutcome.Failed)
        {
            _span?.SetStatus(ActivityStatusCode.Error, end.Error);
        }
    }

    /// <summary>Ends the span.</summary>
    public void Dispose() => _span?.Dispose();
}
