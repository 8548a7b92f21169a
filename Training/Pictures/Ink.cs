namespace ActorTraining.Training.Pictures;

/// <summary>A colour of a drawing, with its counterpart for viewers that prefer a dark ground.</summary>
/// <param name="Name">The class that carries it in the style sheet.</param>
/// <param name="Light">On a light ground, as <c>#rrggbb</c>.</param>
/// <param name="Dark">On a dark ground.</param>
internal sealed record Ink(string Name, string Light, string Dark)
{
    /// <summary>What everything is drawn on.</summary>
    public static readonly Ink Ground = new("ground", "#ffffff", "#151a21");

    /// <summary>The ground of a box.</summary>
    public static readonly Ink Panel = new("panel", "#f3f5f8", "#1f2731");

    /// <summary>Titles and values.</summary>
    public static readonly Ink Text = new("ink", "#1f2730", "#e6ebf1");

    /// <summary>Labels.</summary>
    public static readonly Ink Muted = new("muted", "#566170", "#a0acbb");

    /// <summary>Lines and frames.</summary>
    public static readonly Ink Rule = new("rule", "#9aa4b0", "#5f6d7e");

    /// <summary>What stands out first: gradients, a frame of importance.</summary>
    public static readonly Ink Accent = new("accent", "#b3261e", "#ff8f85");

    /// <summary>What stands out second: inputs.</summary>
    public static readonly Ink Second = new("second", "#0f3fc9", "#7fb0ff");

    private static readonly Ink[] All = [Ground, Panel, Text, Muted, Rule, Accent, Second];

    /// <summary>Turns a drawing dark where the viewer prefers it. Light colours stand on the elements themselves, for viewers without style sheets.</summary>
    public static string StyleSheet { get; } =
        $"@media screen and (prefers-color-scheme:dark){{{string.Concat(All.Select(ink => $".f-{ink.Name}{{fill:{ink.Dark}}}.s-{ink.Name}{{stroke:{ink.Dark}}}"))}}}";
}
