namespace ActorTraining.Experiments.Scheduling;

/// <summary>A trial's measurements as sums, so that the average up to any step is at hand.</summary>
/// <param name="goals">How many goals there are.</param>
internal sealed class RunningCurve(int goals)
{
    private readonly List<long> _steps = [];
    private readonly List<double[]> _sums = [];

    /// <summary>The least loss so far, of each goal.</summary>
    public double[] Best { get; } = [.. Enumerable.Repeat(double.PositiveInfinity, goals)];

    /// <summary>Adds a measurement.</summary>
    /// <returns>False where the trial has been at that step already.</returns>
    public bool Add(Measurement measurement)
    {
        if (_steps.Count > 0 && measurement.Step <= _steps[^1])
        {
            return false;
        }

        var before = _sums.Count > 0 ? _sums[^1] : new double[goals];
        _steps.Add(measurement.Step);
        _sums.Add([.. before.Zip(measurement.Losses, (sum, loss) => sum + loss)]);
        for (var i = 0; i < goals; i++)
        {
            Best[i] = Math.Min(Best[i], measurement.Losses[i]);
        }

        return true;
    }

    /// <summary>The averages of all measurements up to a step; null when there is none.</summary>
    public double[]? MeanUntil(long step)
    {
        var found = _steps.BinarySearch(step);
        var count = found >= 0 ? found + 1 : ~found;
        return count == 0 ? null : [.. _sums[count - 1].Select(sum => sum / count)];
    }
}
