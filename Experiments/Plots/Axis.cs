namespace ActorTraining.Experiments.Plots;

/// <summary>One axis of a chart.</summary>
public sealed record Axis
{
    /// <summary>What it shows, for example <c>epoch</c>; null writes nothing.</summary>
    public string? Label { get; init; }

    /// <summary>Linear or logarithmic.</summary>
    public AxisScale Scale { get; init; }

    /// <summary>How its values are written.</summary>
    public TickFormat Format { get; init; }

    /// <summary>Its lower end; null takes it from the values. What lies below is cut off, and marked on the edge.</summary>
    public double? Min { get; init; }

    /// <summary>Its upper end; null takes it from the values. What lies above is cut off, and marked on the edge.</summary>
    public double? Max { get; init; }
}
