namespace ActorTraining.Experiments.Plots;

/// <summary>The colours that a picture is drawn in.</summary>
public enum PlotTheme
{
    /// <summary>Light, and dark where the viewer prefers it (<c>prefers-color-scheme</c>); always light on paper and in viewers that know no style sheets.</summary>
    Auto,

    /// <summary>Always light.</summary>
    Light,

    /// <summary>Always dark.</summary>
    Dark,
}
