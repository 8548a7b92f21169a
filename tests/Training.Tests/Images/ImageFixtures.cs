using System.Text;
using ActorTraining.Training.Images;

namespace ActorTraining.Training.Tests.Images;

/// <summary>The small pictures that <c>Fixtures/images.py</c> drew, and their pixels.</summary>
public static class ImageFixtures
{
    private static string Root => Path.Combine(AppContext.BaseDirectory, "Fixtures", "images");

    public static string PathOf(string name) => Path.Combine(Root, name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>The names of the pictures of a folder, relative to the fixtures.</summary>
    public static TheoryData<string> Pictures(string folder) =>
        [.. Directory.EnumerateFiles(PathOf(folder)).Where(ImageFile.HasExtension).Select(path => $"{folder}/{Path.GetFileName(path)}").Order(StringComparer.Ordinal)];

    /// <summary>The pixels that stand beside a picture.</summary>
    public static RasterImage Expected(string picture)
    {
        string stem = Path.ChangeExtension(PathOf(picture), null);
        return File.Exists(stem + ".pgm") ? Netpbm(stem + ".pgm") : Netpbm(stem + ".ppm");
    }

    /// <summary>A .pgm or .ppm file, as PIL writes it: three lines and the pixels.</summary>
    public static RasterImage Netpbm(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int start = 0;
        for (int line = 0; line < 3; line++)
        {
            start = Array.IndexOf(file, (byte)'\n', start) + 1;
        }

        string[] header = Encoding.ASCII.GetString(file, 0, start).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return new RasterImage(int.Parse(header[1]), int.Parse(header[2]), header[0] == "P5" ? 1 : 3, file[start..]);
    }

    /// <summary>Says where two pictures differ most; the greatest difference of a channel may be as large as told.</summary>
    public static void AssertSame(RasterImage expected, RasterImage actual, int tolerance = 0)
    {
        Assert.Equal((expected.Width, expected.Height, expected.Channels), (actual.Width, actual.Height, actual.Channels));
        int worst = 0, where = 0, count = 0;
        for (int i = 0; i < expected.Pixels.Length; i++)
        {
            int difference = Math.Abs(expected.Pixels[i] - actual.Pixels[i]);
            count += difference > tolerance ? 1 : 0;
            (worst, where) = difference > worst ? (difference, i) : (worst, where);
        }

        int pixel = where / expected.Channels;
        Assert.True(worst <= tolerance, $"{count} values differ, most at x {pixel % expected.Width}, y {pixel / expected.Width}: {expected.Pixels[where]}, not {actual.Pixels[where]}");
    }
}
