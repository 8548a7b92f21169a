using ActorTraining.Experiments;

namespace ActorTraining.Grains.Storage;

/// <summary>The points of a curve as they are read, until it is whole.</summary>
internal sealed class SeriesPoints
{
    private List<long> _steps = [];
    private List<double> _values = [];
    private List<double> _seconds = [];
    private bool _timed;

    public bool IsEmpty => _steps.Count == 0;

    public void Add(long step, double value, double? seconds)
    {
        _steps.Add(step);
        _values.Add(value);
        _seconds.Add(seconds ?? double.NaN);
        _timed |= seconds is not null;
    }

    /// <summary>The curve; the next one begins empty.</summary>
    /// <param name="trial">Its trial.</param>
    /// <param name="metric">Its metric.</param>
    /// <param name="clock">The trial's clock, where it should say when its points came.</param>
    public MetricSeries Take(int trial, string metric, TrialClock? clock)
    {
        var series = new MetricSeries(trial, metric, _steps, _values)
        {
            Seconds = _timed ? _seconds : null,
            Times = _timed && clock is not null ? _seconds.ConvertAll(seconds => double.IsNaN(seconds) ? null : clock.At(seconds)) : null,
        };
        (_steps, _values, _seconds, _timed) = ([], [], [], false);
        return series;
    }
}
