using ActorTraining.Training.Images;
using ActorTraining.Training.Images.Jpeg;

namespace ActorTraining.Training.Tests.Images;

/// <summary>Against the pixels of PIL, which decodes with libjpeg-turbo: not one may differ.</summary>
public class JpegTests
{
    public static TheoryData<string> Pictures => ImageFixtures.Pictures("jpeg");

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Gives_the_pixels_of_libjpeg(string name) =>
        ImageFixtures.AssertSame(ImageFixtures.Expected(name), JpegDecoder.Decode(ImageFixtures.Bytes(name), ImageLimits.Default));

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Gives_the_same_pixels_through_libturbojpeg(string name)
    {
        Assert.SkipUnless(TurboJpeg.IsAvailable, "libturbojpeg is not installed (Debian: libturbojpeg0).");
        RasterImage? image = TurboJpeg.TryDecode(ImageFixtures.Bytes(name), ImageLimits.Default);
        if (name is "jpeg/sampled-4x2.jpg" or "jpeg/sampled-2x2-1x2-2x1.jpg")
        {
            Assert.Null(image); // samplings that the library does not know are left to our own decoder
        }
        else
        {
            Assert.NotNull(image);
            ImageFixtures.AssertSame(ImageFixtures.Expected(name), image);
        }
    }

    [Fact]
    public void Refuses_arithmetic_codes() =>
        Assert.Equal(
            "it is coded in a way that is not read (SOF9: lossless, hierarchical or arithmetic)",
            Assert.Throws<InvalidDataException>(() => JpegDecoder.Decode(ImageFixtures.Bytes("refused/arithmetic.jpg"), ImageLimits.Default)).Message);

    [Theory]
    [InlineData("truncated", "it is truncated or damaged: a scan ends before its last pixel")]
    [InlineData("truncated-progressive", "it is truncated: it ends within a segment")]
    [InlineData("without-end", "it is truncated: it ends without its end marker")]
    [InlineData("cmyk", "it has the four colours of print (CMYK); save it as RGB")]
    [InlineData("bomb", "it has 60000×60000 pixels; at most 64,000,000 are read")]
    [InlineData("text", "is neither a JPEG nor a PNG file")]
    [InlineData("empty", "is empty")]
    public void Refuses_with_the_rule(string name, string rule)
    {
        var error = Assert.Throws<InvalidImageException>(() => ImageFile.Read(ImageFixtures.PathOf($"refused/{name}.jpg"), $"{name}.jpg"));
        Assert.Equal($"{name}.jpg: {rule}", error.Message);
    }

    [Fact]
    public void Refuses_a_size_that_the_file_cannot_hold_before_it_takes_memory()
    {
        byte[] file = ImageFixtures.Bytes("refused/large.jpg");
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidImageException>(() => ImageFile.Decode(file, "large.jpg"));
        Assert.StartsWith("large.jpg: it is truncated: ", error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Refuses_a_picture_beyond_the_limit_of_the_caller()
    {
        byte[] file = ImageFixtures.Bytes("jpeg/444.jpg");
        var pixels = Assert.Throws<InvalidImageException>(() => ImageFile.Decode(file, "a.jpg", new ImageLimits { MaxPixels = 1072 }));
        Assert.Equal("a.jpg: it has 37×29 pixels; at most 1,072 are read", pixels.Message);
        var bytes = Assert.Throws<InvalidImageException>(() => ImageFile.Decode(file, "a.jpg", new ImageLimits { MaxBytes = 100 }));
        Assert.Equal($"a.jpg: has {file.Length:N0} bytes; at most 100 are read", bytes.Message);
        Assert.Equal(37, ImageFile.Decode(file, "a.jpg", new ImageLimits { MaxPixels = 1073 }).Width);
    }

    /// <summary>Whatever a byte becomes, the outcome is a picture or the one exception.</summary>
    [Theory]
    [InlineData("jpeg/420.jpg")]
    [InlineData("jpeg/422-progressive.jpg")]
    [InlineData("jpeg/restart-1-block.jpg")]
    [InlineData("jpeg/orientation-6.jpg")]
    public void Survives_any_damage(string name)
    {
        byte[] whole = ImageFixtures.Bytes(name);
        var random = new System.Random(1);
        var limits = new ImageLimits { MaxPixels = 1 << 20 };
        for (int i = 0; i < 1500; i++)
        {
            byte[] file = (byte[])whole.Clone();
            for (int damage = random.Next(1, 4); damage > 0; damage--)
            {
                file[random.Next(2, file.Length)] = (byte)random.Next(256);
            }

            file = i % 3 == 0 ? file[..random.Next(3, file.Length)] : file;
            try
            {
                JpegDecoder.Decode(file, limits);
            }
            catch (InvalidDataException error)
            {
                Assert.NotEmpty(error.Message);
            }
        }
    }
}
