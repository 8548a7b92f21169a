using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Scheduling;
using ActorTraining.Experiments.Search;

namespace ActorTraining.Experiments.Tests.Scheduling;

/// <summary>Keeps the changes of a ledger as a database would, and gives a new coordinator what it needs.</summary>
internal sealed class MemoryStore(ExperimentInfo info)
{
    private readonly SortedDictionary<(int Trial, string Metric, long Step), double> _points = [];
    private readonly List<ExperimentEvent> _events = [];
    private ExperimentInfo _info = info;

    /// <summary>Every trial as it is stored.</summary>
    public SortedDictionary<int, TrialRecord> Trials { get; } = [];

    public ExperimentInfo Info => _info;

    public IReadOnlyList<ExperimentEvent> Events => _events;

    public IReadOnlyList<SchedulerDecision> Decisions => [.. _events.OfType<TrialScheduled>().Select(told => told.Decision)];

    public void Write(ExperimentChange? change)
    {
        if (change is null)
        {
            return;
        }

        _info = change.Info;
        foreach (var trial in change.Trials)
        {
            Assert.False(Trials.TryGetValue(trial.Info.Number, out var before) && before.Info.State.IsFinal(), $"trial {trial.Info.Number} changed after its end");
            Trials[trial.Info.Number] = trial;
        }

        // A checkpoint that anybody may still go on from is never removed.
        Assert.DoesNotContain(Trials.Values.SelectMany(trial => trial.Checkpoints), kept => change.Obsolete.Contains(kept.Key));
        foreach (var (trial, point) in change.Points)
        {
            _points[(trial, point.Metric, point.Step)] = point.Value;
        }

        Assert.Equal(Enumerable.Range(_events.Count + 1, change.Events.Count).Select(i => (long)i), change.Events.Select(told => told.Sequence));
        _events.AddRange(change.Events);
    }

    public ExperimentSnapshot TakeOver()
    {
        var ended = _events.OfType<TrialChanged>().Where(told => told.Trial.State.IsFinal()).Select(told => told.Trial.Number).Distinct();
        return new(
            2,
            _info,
            Trials.Count,
            [.. Trials.Values.Where(trial => !trial.Info.State.IsFinal())],
            [.. ended.Select(number => new TrialResult(number, [Trials[number].Info.Objective]))])
        {
            Schedule = new ScheduleHistory(
                [.. Trials.Values.Select(trial => (trial.Info.Number, trial.Info.State, trial.Info.Steps))],
                [.. _points.GroupBy(point => (point.Key.Trial, point.Key.Metric)).Select(series => new MetricSeries(
                    series.Key.Trial, series.Key.Metric, [.. series.Select(point => point.Key.Step)], [.. series.Select(point => point.Value)]))],
                Decisions),
        };
    }
}
