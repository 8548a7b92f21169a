namespace ActorTraining.Training.Pictures;

/// <summary>Pictures of a <see cref="PictureSheet"/> that belong together: side by side under a heading, as many to a line as fit.</summary>
/// <param name="Title">The heading; empty for none.</param>
/// <param name="Panels">The pictures.</param>
/// <param name="Size">The longer side of each in the drawing, in pixels.</param>
internal sealed record PanelGroup(string Title, IReadOnlyList<Panel> Panels, double Size)
{
    /// <summary>The number at either end of the colour scale, which is then drawn beside the heading; null for pictures that show no numbers.</summary>
    public float? Limit { get; init; }

    /// <summary>The most pictures on one line.</summary>
    public int Columns { get; init; } = int.MaxValue;
}
