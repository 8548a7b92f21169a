using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Live;

/// <summary>A metric point as it comes.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Point">The point.</param>
/// <param name="At">When it was reported; null where it has no time.</param>
public readonly record struct LivePoint(int Trial, MetricPoint Point, DateTimeOffset? At)
{
    /// <summary>The points of an event, which tells how old the trial was when it came.</summary>
    public static IEnumerable<LivePoint> Of(TrialProgressed progress) => progress.Points.Select(point =>
        new LivePoint(progress.Trial.Number, point, point.Seconds is { } seconds ? progress.At.AddSeconds(seconds - progress.Trial.Seconds) : null));
}
