using System.Globalization;

namespace ActorTraining.Training.Pictures;

/// <summary>A colour of a pixel.</summary>
/// <param name="R">Red, 0 to 255.</param>
/// <param name="G">Green.</param>
/// <param name="B">Blue.</param>
internal readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>Whether a white text reads better on it than a dark one: its luma (ITU-R BT.601) is below one half.</summary>
    public bool IsDark => 0.299 * R + 0.587 * G + 0.114 * B < 140;

    /// <summary>The mixture of two colours.</summary>
    /// <param name="from">At 0.</param>
    /// <param name="to">At 1.</param>
    /// <param name="share">How far from one to the other, in [0, 1].</param>
    public static Rgb Mix(Rgb from, Rgb to, double share) => new(Between(from.R, to.R, share), Between(from.G, to.G, share), Between(from.B, to.B, share));

    /// <summary>As <c>#rrggbb</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");

    private static byte Between(byte from, byte to, double share) => (byte)Math.Round(from + (to - from) * share);
}
