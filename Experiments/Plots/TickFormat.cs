namespace ActorTraining.Experiments.Plots;

/// <summary>How the values on an axis are written.</summary>
public enum TickFormat
{
    /// <summary>As decimal numbers.</summary>
    Number,

    /// <summary>As whole numbers; there is no tick between two of them.</summary>
    Integer,

    /// <summary>As per cent: 0.5 is written <c>50%</c>.</summary>
    Percent,
}
