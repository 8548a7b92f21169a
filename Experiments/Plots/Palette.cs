namespace ActorTraining.Experiments.Plots;

/// <summary>The colours of all pictures.</summary>
/// <remarks>
/// The series colours were searched for so that, in either theme, each has a contrast of at least 3 : 1 to its ground (WCAG 2.2, 1.4.11) and any two
/// stay at least 0.1 apart in OKLab, with all cones and without the red, the green or the blue ones (the matrices of Machado, Oliveira and Fernandes, 2009).
/// The colours of the scale have the same contrast and rise evenly in lightness, so that their order shows without hue. Tests hold both to this.
/// </remarks>
internal static class Palette
{
    private static readonly string[] SeriesLight = ["#1d36b5", "#995a11", "#43a194", "#4e013b", "#3a739a", "#b38302", "#9358f8", "#7f2b36"];
    private static readonly string[] SeriesDark = ["#6d9fe7", "#ed8640", "#bee8cf", "#965b80", "#7fcff4", "#f4d33f", "#7d60cf", "#d64f2d"];

    private static readonly string[] ScaleLight =
    [
        "#101781", "#291887", "#3d198b", "#4f1b8c", "#611e8a", "#722087", "#832381", "#93267a",
        "#a22a71", "#b03066", "#bc375a", "#c7404c", "#cf4b3c", "#d65828", "#da6600", "#d77803",
    ];

    private static readonly string[] ScaleDark =
    [
        "#5863d3", "#7563d6", "#8f63d6", "#a864d1", "#bf66ca", "#d368bf", "#e66cb2", "#f772a3",
        "#fe7f95", "#ff918c", "#ffa089", "#ffaf88", "#febd89", "#ffc989", "#fed78a", "#ffe47e",
    ];

    /// <summary>The ground.</summary>
    public static readonly ThemeColor Ground = new("ground", "#ffffff", "#151a21");

    /// <summary>Titles and values.</summary>
    public static readonly ThemeColor Ink = new("ink", "#1f2730", "#e6ebf1");

    /// <summary>Labels.</summary>
    public static readonly ThemeColor Muted = new("muted", "#566170", "#a0acbb");

    /// <summary>Lines of the grid.</summary>
    public static readonly ThemeColor Grid = new("grid", "#e8ebef", "#28313c");

    /// <summary>Lines of the axes.</summary>
    public static readonly ThemeColor Rule = new("rule", "#9aa4b0", "#566373");

    /// <summary>Colours that tell series apart, most distinct first.</summary>
    public static IReadOnlyList<ThemeColor> Series { get; } = Pair("c", SeriesLight, SeriesDark);

    /// <summary>Colours that order series, from the lowest value to the highest.</summary>
    public static IReadOnlyList<ThemeColor> Scale { get; } = Pair("r", ScaleLight, ScaleDark);

    /// <summary>Every colour there is.</summary>
    public static IEnumerable<ThemeColor> All => [Ground, Ink, Muted, Grid, Rule, .. Series, .. Scale];

    /// <summary>The style sheet that turns pictures of the theme <see cref="PlotTheme.Auto"/> dark where the viewer prefers it.</summary>
    public static string StyleSheet { get; } =
        $"@media screen and (prefers-color-scheme:dark){{{string.Concat(All.Select(c => $".plot .{c.Class}{{color:{c.Dark}}}"))}}}";

    /// <summary>The colour of a scale at <paramref name="share"/> in [0, 1].</summary>
    public static ThemeColor At(double share) => Scale[Math.Clamp((int)(share * Scale.Count), 0, Scale.Count - 1)];

    private static ThemeColor[] Pair(string prefix, string[] light, string[] dark) =>
        [.. light.Zip(dark, (l, d) => (l, d)).Select((p, i) => new ThemeColor($"{prefix}{i}", p.l, p.d))];
}
