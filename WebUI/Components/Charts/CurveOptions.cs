namespace ActorTraining.WebUI.Components.Charts;

/// <summary>How curves are drawn. An object of its own for every change: one that is the same object is not sent again.</summary>
public sealed record CurveOptions
{
    /// <summary>The weight of what came before in the moving average, in [0, 1); 0 for none.</summary>
    public double Smoothing { get; init; }

    /// <summary>Whether the vertical axis is logarithmic.</summary>
    public bool Log { get; init; }

    /// <summary>What the horizontal axis counts, for example <c>epoch</c>.</summary>
    public string XName { get; init; } = "step";

    /// <summary>What a trial's steps are multiplied by for the horizontal axis, by its number; 1 for those left out.</summary>
    public IReadOnlyDictionary<int, double> Scales { get; init; } = new Dictionary<int, double>();

    /// <summary>What time the horizontal axis shows; null where it counts steps.</summary>
    public CurveTime? Time { get; init; }

    /// <summary>Whether the best value so far is drawn, and which way is better: true for higher, null for no such line.</summary>
    public bool? Best { get; init; }

    /// <summary>The trials that are not drawn.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [];

    /// <summary>What is told of a trial beside its number, by its number.</summary>
    public IReadOnlyDictionary<int, string> Labels { get; init; } = new Dictionary<int, string>();

    /// <summary>Whether the page keeps every point, however many.</summary>
    public bool EveryPoint { get; init; }
}
