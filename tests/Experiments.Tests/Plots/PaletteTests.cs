using System.Globalization;
using ActorTraining.Experiments.Plots;

namespace ActorTraining.Experiments.Tests.Plots;

/// <summary>The colours stand out from their ground, and from each other for people who miss one kind of cone.</summary>
public class PaletteTests
{
    // Machado, Oliveira, Fernandes (2009), severity 1.0, for linear RGB: normal, without red, without green, without blue cones.
    private static readonly double[][,] Cones =
    [
        new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
        new double[,] { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
        new double[,] { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
        new double[,] { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
    ];

    // Linear RGB to cone responses and those to OKLab (Ottosson, 2020).
    private static readonly double[,] ToLms = { { 0.4122214708, 0.5363325363, 0.0514459929 }, { 0.2119034982, 0.6806995451, 0.1073969566 }, { 0.0883024619, 0.2817188376, 0.6299787005 } };
    private static readonly double[,] ToLab = { { 0.2104542553, 0.7936177850, -0.0040720468 }, { 1.9779984951, -2.4285922050, 0.4505937099 }, { 0.0259040371, 0.7827717662, -0.8086757660 } };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_line_colour_has_a_contrast_of_three_to_its_ground(bool dark)
    {
        foreach (var color in Palette.Series.Concat(Palette.Scale)) Assert.True(Contrast(color, Palette.Ground, dark) >= 3, $"{color} {Contrast(color, Palette.Ground, dark):F2}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_text_colour_has_a_contrast_of_four_and_a_half(bool dark)
    {
        foreach (var color in new[] { Palette.Ink, Palette.Muted }) Assert.True(Contrast(color, Palette.Ground, dark) >= 4.5, $"{color} {Contrast(color, Palette.Ground, dark):F2}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_two_series_colours_stay_apart_with_and_without_each_kind_of_cone(bool dark)
    {
        foreach (var cones in Cones)
        {
            var seen = Palette.Series.Select(c => Lab(Times(cones, Linear(dark ? c.Dark : c.Light)))).ToList();
            for (var i = 0; i < seen.Count; i++)
            {
                for (var j = 0; j < i; j++) Assert.True(Distance(seen[i], seen[j]) >= 0.1, $"{Palette.Series[j]} and {Palette.Series[i]}: {Distance(seen[i], seen[j]):F3}");
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_scale_rises_in_lightness_so_that_its_order_shows_without_hue(bool dark)
    {
        var lightness = Palette.Scale.Select(c => Lab(Linear(dark ? c.Dark : c.Light))[0]).ToList();
        Assert.All(lightness.Zip(lightness.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 0.005, 0.05));
    }

    private static double Contrast(ThemeColor a, ThemeColor b, bool dark)
    {
        static double Luminance(double[] rgb) => 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
        double first = Luminance(Linear(dark ? a.Dark : a.Light)), second = Luminance(Linear(dark ? b.Dark : b.Light));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double[] Linear(string hex) =>
    [
        .. Enumerable.Range(0, 3).Select(i => int.Parse(hex.AsSpan(1 + 2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)),
    ];

    private static double[] Lab(double[] rgb) => Times(ToLab, [.. Times(ToLms, [.. rgb.Select(c => Math.Clamp(c, 0, 1))]).Select(Math.Cbrt)]);

    private static double[] Times(double[,] matrix, double[] v) =>
        [.. Enumerable.Range(0, 3).Select(i => matrix[i, 0] * v[0] + matrix[i, 1] * v[1] + matrix[i, 2] * v[2])];

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
