namespace ActorTraining.WebUI.Components.Charts;

/// <summary>A click on a mark of a chart.</summary>
/// <param name="SeriesName">The name of its series.</param>
/// <param name="DataIndex">Its index in the series, from 0.</param>
/// <param name="Name">Its own name; null where it has none.</param>
public sealed record ChartClick(string? SeriesName, int DataIndex, string? Name);
