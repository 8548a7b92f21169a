using System.Globalization;

namespace ActorTraining.WebUI.Components.Charts;

/// <summary>The colour of a trial in markup, the same that charts draw it in (<c>seriesColor</c> of <c>chart-theme.js</c>), in either theme.</summary>
public static class TrialColor
{
    private const int Palette = 10;
    private const double GoldenAngle = 137.508;

    /// <summary>The colour as a CSS value.</summary>
    /// <param name="number">The trial's number, from 1.</param>
    public static string Of(int number) => number <= Palette
        ? string.Create(CultureInfo.InvariantCulture, $"var(--at-series-{number})")
        : string.Create(CultureInfo.InvariantCulture, $"hsl({(number - 1) * GoldenAngle % 360:0.###} var(--at-series-tone))");
}
