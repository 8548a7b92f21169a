using System.Globalization;

namespace ActorTraining.WebUI.Components.Experiments.Curves;

/// <summary>What the tab of curves shows, and how: all of it is in the address.</summary>
public sealed record CurveSettings
{
    /// <summary>The strongest smoothing.</summary>
    public const double MostSmoothing = 0.99;

    /// <summary>The metrics; empty for those that belong to the objective.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>The trials.</summary>
    public TrialChoice Trials { get; init; } = TrialChoice.Default;

    /// <summary>The weight of what came before in the moving average, in [0, <see cref="MostSmoothing"/>].</summary>
    public double Smoothing { get; init; }

    /// <summary>Whether the vertical axes are logarithmic.</summary>
    public bool Log { get; init; }

    /// <summary>What the horizontal axes count.</summary>
    public CurveAxis Axis { get; init; }

    /// <summary>Whether the best value so far of all shown trials is drawn.</summary>
    public bool Best { get; init; }

    /// <summary>Whether every stored point is read, however many.</summary>
    public bool EveryPoint { get; init; }

    /// <summary>The trials that are not drawn, though they are listed.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [];

    /// <summary>Reads them from the parameters of an address. What is wrong there counts as left out: links get mangled.</summary>
    public static CurveSettings Read(Func<string, string?> parameter) => new()
    {
        Metrics = List(parameter("metrics")),
        Trials = TrialChoice.Parse(parameter("trials") ?? "") ?? TrialChoice.Default,
        Smoothing = double.TryParse(parameter("smooth"), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) && weight > 0 ? Math.Clamp(weight, 0, MostSmoothing) : 0,
        Log = parameter("log") == "1",
        Axis = Enum.TryParse<CurveAxis>(parameter("x"), ignoreCase: true, out var axis) && Enum.IsDefined(axis) ? axis : CurveAxis.Step,
        Best = parameter("best") == "1",
        EveryPoint = parameter("points") == "all",
        Hidden = [.. List(parameter("hide")).Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number > 0)],
    };

    /// <summary>The parameters of the address; null for what is as usual.</summary>
    public Dictionary<string, object?> ToQuery() => new()
    {
        ["metrics"] = Metrics.Count == 0 ? null : string.Join(',', Metrics),
        ["trials"] = Trials.ToString() == TrialChoice.Default.ToString() ? null : Trials.ToString(),
        ["smooth"] = Smoothing == 0 ? null : Smoothing.ToString("0.##", CultureInfo.InvariantCulture),
        ["log"] = Log ? "1" : null,
        ["x"] = Axis == CurveAxis.Step ? null : Axis.ToString().ToLowerInvariant(),
        ["best"] = Best ? "1" : null,
        ["points"] = EveryPoint ? "all" : null,
        ["hide"] = Hidden.Count == 0 ? null : string.Join(',', Hidden),
    };

    private static string[] List(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
