using ActorTraining.Training.Images;

namespace ActorTraining.Training.Tests.Images;

/// <summary>Against the pixels of PIL's <c>resize</c>, which torchvision uses.</summary>
public class ResamplingTests
{
    public static TheoryData<string, Interpolation, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, Interpolation, int, int>();
            foreach (Interpolation interpolation in Enum.GetValues<Interpolation>())
            {
                foreach ((int width, int height) in new[] { (16, 16), (64, 48), (20, 29), (37, 50), (5, 3), (1, 1) })
                {
                    cases.Add("ppm", interpolation, width, height);
                    cases.Add("pgm", interpolation, width, height);
                }
            }

            return cases;
        }
    }

    private static RasterImage Source => ImageFixtures.Netpbm(ImageFixtures.PathOf("resize/source.ppm"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives_the_pixels_of_PIL(string kind, Interpolation interpolation, int width, int height)
    {
        RasterImage expected = ImageFixtures.Netpbm(ImageFixtures.PathOf($"resize/{interpolation.ToString().ToLowerInvariant()}-{width}x{height}.{kind}"));
        RasterImage actual = Resampling.Resize(Source.WithChannels(kind == "pgm" ? 1 : 3), width, height, interpolation);
        ImageFixtures.AssertSame(expected, actual);
    }

    [Fact]
    public void Leaves_a_picture_of_the_right_size_alone()
    {
        RasterImage source = Source;
        Assert.Same(source, Resampling.Resize(source, 37, 29));
        Assert.Same(source, Resampling.Resize(source, 37, 29, Interpolation.Nearest));
    }

    [Theory]
    [InlineData(37, 29, 58, 74, 58)]
    [InlineData(29, 37, 58, 58, 74)]
    public void Keeps_the_proportions_where_the_shorter_side_is_given(int width, int height, int side, int newWidth, int newHeight)
    {
        RasterImage resized = Resampling.ResizeShorter(new RasterImage(width, height, 1), side);
        Assert.Equal((newWidth, newHeight), (resized.Width, resized.Height));
    }

    [Fact]
    public void Crops_the_middle()
    {
        var image = new RasterImage(5, 3, 1, [.. Enumerable.Range(0, 15).Select(i => (byte)i)]);
        Assert.Equal([6, 7, 8], Resampling.CropCentre(image, 3, 1).Pixels.ToArray());
    }
}
