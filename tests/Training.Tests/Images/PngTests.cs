using ActorTraining.Training.Images;
using ActorTraining.Training.Images.Png;

namespace ActorTraining.Training.Tests.Images;

public class PngTests
{
    public static TheoryData<string> Pictures => ImageFixtures.Pictures("png");

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Reads_every_colour_type_and_depth(string name) =>
        ImageFixtures.AssertSame(ImageFixtures.Expected(name), ImageFile.Read(ImageFixtures.PathOf(name)));

    [Theory]
    [InlineData("truncated", "it is truncated: it ends within a chunk, or before the chunk IEND")]
    [InlineData("without-end", "it is truncated: it ends within a chunk, or before the chunk IEND")]
    [InlineData("checksum", "it is damaged: the checksum of its chunk IDAT is wrong")]
    [InlineData("palette-index", "a pixel has colour 15 of a palette of 7")]
    [InlineData("no-palette", "it has no palette")]
    [InlineData("critical-chunk", "it needs the chunk NeWs, which is not known")]
    [InlineData("bomb", "it has 2147483647×2147483647 pixels; at most 64,000,000 are read")]
    [InlineData("more-rows", "it ends before all of its pixels were there")]
    [InlineData("no-width", "its header gives the size 0×13")]
    [InlineData("colour-4-bit", "its header gives 4 bits of colour type 2, compression 0, filter 0, interlacing 0, which PNG does not have")]
    [InlineData("colour-type-5", "its header gives 8 bits of colour type 5, compression 0, filter 0, interlacing 0, which PNG does not have")]
    [InlineData("filter-7", "row 0 has the filter 7, which PNG does not have")]
    public void Refuses_with_the_rule(string name, string rule)
    {
        var error = Assert.Throws<InvalidImageException>(() => ImageFile.Read(ImageFixtures.PathOf($"refused/{name}.png"), $"{name}.png"));
        Assert.Equal($"{name}.png: {rule}", error.Message);
    }

    [Fact]
    public void Refuses_a_size_that_the_file_cannot_hold_before_it_takes_memory()
    {
        byte[] file = ImageFixtures.Bytes("refused/large.png");
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidImageException>(() => ImageFile.Decode(file, "large.png"));
        Assert.StartsWith("large.png: it is truncated: ", error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 37, 29)]
    [InlineData(3, 1, 50)]
    [InlineData(3, 64, 3)]
    public void Writes_what_it_reads(int channels, int width, int height)
    {
        var image = new RasterImage(width, height, channels, Data.Bytes.Noise(width * height * channels));
        ImageFixtures.AssertSame(image, ImageFile.Decode(PngEncoder.Encode(image), "written"));
    }

    [Fact]
    public void Packs_a_drawn_picture_as_well_as_others_do()
    {
        RasterImage image = ImageFixtures.Netpbm(ImageFixtures.PathOf("resize/source.ppm"));
        Assert.InRange(PngEncoder.Encode(image).Length, 100, image.Pixels.Length * 2 / 3);
    }

    [Fact]
    public void Says_that_a_file_is_not_there()
    {
        var error = Assert.Throws<InvalidImageException>(() => ImageFile.Read("/no/such/folder/a.png", "a.png"));
        Assert.Equal("a.png: is not there", error.Message);
    }

    [Theory]
    [InlineData("png/colour-8.png")]
    [InlineData("png/palette-4-interlaced.png")]
    public void Survives_any_damage(string name)
    {
        byte[] whole = ImageFixtures.Bytes(name);
        var random = new System.Random(1);
        for (int i = 0; i < 1000; i++)
        {
            byte[] file = (byte[])whole.Clone();
            file[random.Next(8, file.Length)] = (byte)random.Next(256);
            Repair(file);
            try
            {
                ImageFile.Decode(file, "damaged", new ImageLimits { MaxPixels = 1 << 20 });
            }
            catch (InvalidImageException error)
            {
                Assert.StartsWith("damaged: ", error.Message);
            }
        }
    }

    /// <summary>Makes the checksums fit, so that the damage is not found at the first of them.</summary>
    private static void Repair(byte[] file)
    {
        for (int at = 8; at + 12 <= file.Length;)
        {
            int length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (length < 0 || length > file.Length - at - 12)
            {
                return;
            }

            uint crc = Crc32.Append(file.AsSpan(at + 4, length + 4));
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + length), crc);
            at += 12 + length;
        }
    }
}
