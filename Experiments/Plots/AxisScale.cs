namespace ActorTraining.Experiments.Plots;

/// <summary>How values become positions on an axis.</summary>
public enum AxisScale
{
    /// <summary>Equal differences are equally far apart.</summary>
    Linear,

    /// <summary>Equal ratios are equally far apart; values that are not positive have no place.</summary>
    Log,
}
