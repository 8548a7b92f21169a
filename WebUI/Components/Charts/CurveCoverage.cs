namespace ActorTraining.WebUI.Components.Charts;

/// <summary>How much of the stored curves a chart shows.</summary>
/// <param name="Shown">The points that were read for it.</param>
/// <param name="Total">The points that there are.</param>
/// <param name="Untimed">Those of the points that were read which have no time, and so no place on an axis of time.</param>
public readonly record struct CurveCoverage(long Shown, long Total, long Untimed = 0)
{
    /// <summary>Two curves together.</summary>
    public static CurveCoverage operator +(CurveCoverage one, CurveCoverage other) => new(one.Shown + other.Shown, one.Total + other.Total, one.Untimed + other.Untimed);

    /// <summary>Whether points were left out.</summary>
    public bool IsThinned => Shown < Total;
}
