namespace ActorTraining.WebUI.Components.Charts;

/// <summary>How much of the stored curves a chart shows.</summary>
/// <param name="Shown">The points that were read for it.</param>
/// <param name="Total">The points that there are.</param>
public readonly record struct CurveCoverage(long Shown, long Total)
{
    /// <summary>Whether points were left out.</summary>
    public bool IsThinned => Shown < Total;
}
