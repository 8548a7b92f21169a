using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Charts;

/// <summary>A picture of how an experiment went, small enough for a row of a table: each trial's objective as a dot, and the best so far as a line.</summary>
public sealed partial class Sparkline : ComponentBase
{
    // More dots could not be told apart at this size.
    private const int MostDots = 60;
    private const double Margin = 2;

    private IReadOnlyList<double>? _drawn;
    private double[] _values = [];
    private double _low;
    private double _high;

    /// <summary>The values, in their order; not-numbers and infinities are left out.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double> Values { get; set; } = [];

    /// <summary>Whether higher values are better.</summary>
    [Parameter]
    public bool HigherIsBetter { get; set; } = true;

    /// <summary>What it shows, for those who cannot see it.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Its width in pixels.</summary>
    [Parameter]
    public int Width { get; set; } = 120;

    /// <summary>Its height in pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 28;

    private string? Path { get; set; }

    private IEnumerable<(double X, double Y)> Dots { get; set; } = [];

    /// <inheritdoc/>
    protected override bool ShouldRender() => !ReferenceEquals(_drawn, Values);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Values))
        {
            return;
        }

        _values = [.. Values.Where(double.IsFinite)];
        if (_values.Length == 0)
        {
            (Path, Dots) = (null, []);
            return;
        }

        // A few trials that ran away must not press all others into a line at the edge.
        var sorted = _values.Order().ToArray();
        var (first, last) = HigherIsBetter ? (sorted.Length / 20, sorted.Length - 1) : (0, sorted.Length - 1 - (sorted.Length / 20));
        (_low, _high) = (sorted[first], sorted[last]);
        var every = (_values.Length + MostDots - 1) / MostDots;
        Dots = [.. _values.Select((value, index) => (X(index), Y(value))).Where((_, index) => index % every == 0)];
        Path = BestSoFar();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender) => _drawn = Values;

    private string BestSoFar()
    {
        var path = new StringBuilder();
        var best = _values[0];
        path.Append(CultureInfo.InvariantCulture, $"M{X(0):0.#} {Y(best):0.#}");
        for (var i = 1; i < _values.Length; i++)
        {
            if (HigherIsBetter ? _values[i] > best : _values[i] < best)
            {
                best = _values[i];
                path.Append(CultureInfo.InvariantCulture, $"H{X(i):0.#}V{Y(best):0.#}");
            }
        }

        return path.Append(CultureInfo.InvariantCulture, $"H{Width - Margin}").ToString();
    }

    private double X(int index) => _values.Length == 1 ? Margin : Margin + ((Width - (2 * Margin)) * index / (_values.Length - 1));

    private double Y(double value) => _high > _low ? Margin + ((Height - (2 * Margin)) * (_high - Math.Clamp(value, _low, _high)) / (_high - _low)) : Height / 2.0;

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
