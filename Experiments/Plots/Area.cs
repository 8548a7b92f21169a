namespace ActorTraining.Experiments.Plots;

/// <summary>A rectangle of a picture, in pixels; y grows downwards.</summary>
internal readonly record struct Area(double X, double Y, double Width, double Height)
{
    /// <summary>The right edge.</summary>
    public double Right => X + Width;

    /// <summary>The lower edge.</summary>
    public double Bottom => Y + Height;

    /// <summary>What is left when strips are cut off the edges.</summary>
    public Area Inset(double left, double top, double right, double bottom) =>
        new(X + left, Y + top, Math.Max(1, Width - left - right), Math.Max(1, Height - top - bottom));
}
