namespace ActorTraining.Experiments.Scheduling;

/// <summary>Puts the metric points of trials together to measurements: one is complete when every goal has its value at the same step.</summary>
/// <param name="goals">The goals.</param>
internal sealed class MeasurementReader(IReadOnlyList<Goal> goals)
{
    private readonly Dictionary<(int Trial, long Step), double?[]> _partial = [];

    /// <summary>How many measurements of which trials were complete; kept until a trial has ended.</summary>
    private readonly Dictionary<int, int> _counts = [];

    /// <summary>Takes a point.</summary>
    /// <returns>The measurement that it completes; null when it completes none.</returns>
    public Measurement? Take(int trial, MetricPoint point, long steps)
    {
        for (var i = 0; i < goals.Count; i++)
        {
            if (goals[i].Metric == point.Metric)
            {
                return Complete(trial, point, steps, i);
            }
        }

        return null;
    }

    /// <summary>How many measurements of a trial were complete.</summary>
    public int Count(int trial) => _counts.GetValueOrDefault(trial);

    /// <summary>Forgets what has come of a trial.</summary>
    public void Forget(int trial)
    {
        _counts.Remove(trial);
        foreach (var key in _partial.Keys.Where(key => key.Trial == trial).ToList())
        {
            _partial.Remove(key);
        }
    }

    private Measurement? Complete(int trial, MetricPoint point, long steps, int goal)
    {
        double?[] values = [goals[goal].Loss(point.Value)];
        if (goals.Count > 1)
        {
            var key = (trial, point.Step);
            values = _partial.TryGetValue(key, out var known) ? known : _partial[key] = new double?[goals.Count];
            values[goal] = goals[goal].Loss(point.Value);
            if (values.Contains(null))
            {
                return null;
            }

            _partial.Remove(key);
        }

        _counts[trial] = Count(trial) + 1;
        return new Measurement(point.Step, steps, [.. values.Select(value => value!.Value)]);
    }
}
