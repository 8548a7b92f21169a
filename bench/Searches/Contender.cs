namespace ActorTraining.Bench.Searches;

/// <summary>One search's studies of one function.</summary>
/// <param name="Name">What tables and pictures call it.</param>
/// <param name="Curves">A curve for each seed.</param>
/// <param name="MillisecondsPerTrial">What the search itself took for a trial; null for a peer, whose clock includes the functions.</param>
internal sealed record Contender(string Name, IReadOnlyList<double[]> Curves, double? MillisecondsPerTrial)
{
    /// <summary>The median and its band after each trial.</summary>
    public IReadOnlyList<MedianBand> Bands { get; } = [.. Enumerable.Range(0, Curves[0].Length).Select(trial => MedianBand.Of([.. Curves.Select(curve => curve[trial])]))];
}
