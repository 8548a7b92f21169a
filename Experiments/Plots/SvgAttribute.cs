using System.Globalization;

namespace ActorTraining.Experiments.Plots;

/// <summary>A name and a value; numbers are written with two decimals, which is finer than a screen shows.</summary>
internal readonly record struct SvgAttribute(string Name, string Value)
{
    public static implicit operator SvgAttribute((string Name, string Value) pair) => new(pair.Name, pair.Value);

    public static implicit operator SvgAttribute((string Name, double Value) pair) => new(pair.Name, Number(pair.Value));

    /// <summary>A coordinate as text, with at most two decimals.</summary>
    public static string Number(double value, int decimals = 2)
    {
        var text = Math.Round(value, decimals).ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }
}
