using ActorTraining.Training.Data;
using ActorTraining.Training.Images;

namespace ActorTraining.Training.Tests.Data;

public class AugmentationTests
{
    private static readonly ImageShape Shape = new(3, 12, 10);
    private static readonly byte[] Image = [.. Enumerable.Range(0, Shape.Size).Select(i => (byte)(20 + (i % 120) + (i / 120 * 40)))];

    private static readonly AugmentSpec Everything = new()
    {
        Flip = true,
        Padding = 2,
        MinArea = 0.6,
        Rotation = 15,
        Shift = 0.1,
        Brightness = 0.2,
        Contrast = 0.2,
        Saturation = 0.2,
    };

    [Fact]
    public void Depends_on_seed_epoch_and_index_alone()
    {
        byte[] first = Apply(Everything, seed: 1, epoch: 2, index: 3);
        Apply(Everything, seed: 1, epoch: 9, index: 9);
        Assert.Equal(first, Apply(Everything, seed: 1, epoch: 2, index: 3));
        Assert.NotEqual(first, Apply(Everything, seed: 2, epoch: 2, index: 3));
        Assert.NotEqual(first, Apply(Everything, seed: 1, epoch: 3, index: 3));
        Assert.NotEqual(first, Apply(Everything, seed: 1, epoch: 2, index: 4));
    }

    [Fact]
    public void Changes_nothing_by_default() => Assert.All(Enumerable.Range(0, 20), index => Assert.Equal(Image, Apply(new AugmentSpec(), 1, 1, index)));

    [Fact]
    public void Mirrors_every_other_image()
    {
        byte[] mirrored = [.. Image.Chunk(Shape.Width).SelectMany(row => row.Reverse())];
        byte[][] variants = [.. Enumerable.Range(0, 1000).Select(index => Apply(new AugmentSpec { Flip = true }, 1, 1, index))];
        Assert.All(variants, variant => Assert.True(variant.SequenceEqual(Image) || variant.SequenceEqual(mirrored)));
        Assert.InRange(variants.Count(variant => variant.SequenceEqual(mirrored)), 440, 560);
    }

    [Fact]
    public void Cuts_the_old_size_out_of_a_padded_image()
    {
        var seen = new HashSet<(int, int)>();
        for (int index = 0; index < 400; index++)
        {
            seen.Add(MoveOf(Apply(new AugmentSpec { Padding = 2 }, 1, 1, index)));
        }

        Assert.Equal(25, seen.Count);
    }

    [Fact]
    public void Moves_by_whole_pixels_with_black_behind()
    {
        (int x, int y)[] moves = [.. Enumerable.Range(0, 300).Select(index => MoveOf(Apply(new AugmentSpec { Shift = 0.25 }, 1, 1, index)))];
        Assert.Equal((-3, 3), (moves.Min(move => move.y), moves.Max(move => move.y)));
        Assert.InRange(moves.Max(move => move.x), 2, 3);
    }

    [Fact]
    public void A_warp_that_does_nothing_changes_nothing()
    {
        Assert.Equal(Image, Warp(mirrored: false, turn: 0, 1, 1, 0, 0));
        Assert.Equal([.. Image.Chunk(Shape.Width).SelectMany(row => row.Reverse())], Warp(mirrored: true, turn: 0, 1, 1, 0, 0));
    }

    [Fact]
    public void Turns_about_the_centre()
    {
        byte[] turned = Warp(mirrored: false, turn: Math.PI, 1, 1, 0, 0);
        Assert.Equal([.. Image.Chunk(120).SelectMany(plane => plane.Reverse())], turned);
    }

    /// <summary>Away from its edges, where the part's surroundings show through, a part is enlarged as by a bilinear resize.</summary>
    [Fact]
    public void Enlarges_a_part_as_a_resize_does()
    {
        var shape = new ImageShape(1, 32, 32);
        byte[] image = [.. Enumerable.Range(0, shape.Size).Select(i => (byte)(128 + (90 * Math.Sin(i % 32 * 0.4) * Math.Cos(i / 32 * 0.3))))], target = new byte[shape.Size];
        new PixelWarp(shape, false, 0, 0.5, 0.5, 0.125, -0.125, 0, 0).Apply(image, target);

        var part = new RasterImage(16, 16, 1);
        for (int y = 0; y < 16; y++)
        {
            image.AsSpan(((y + 4) * 32) + 12, 16).CopyTo(part.Row(y));
        }

        RasterImage expected = Resampling.Resize(part, 32, 32);
        for (int y = 1; y < 31; y++)
        {
            for (int x = 1; x < 31; x++)
            {
                Assert.InRange(target[(y * 32) + x] - expected.Pixel(x, y)[0], -1, 1);
            }
        }
    }

    [Fact]
    public void Cuts_out_parts_of_at_least_the_area_that_is_asked()
    {
        var shape = new ImageShape(1, 100, 100);
        byte[] ramp = [.. Enumerable.Range(0, shape.Size).Select(i => (byte)(i % 100 * 2))], target = new byte[shape.Size];
        for (int index = 0; index < 100; index++)
        {
            new Augmentation(new AugmentSpec { MinArea = 0.25, MaxRatio = 1 }, 1).Apply(ramp, shape, 1, index, target);
            int width = (target[5099] - target[5000] + 2) / 2;
            Assert.InRange(width, 49, 101);
            Assert.DoesNotContain((byte)0, target.AsSpan(5001, 98).ToArray().Where((_, x) => target[5000] > 0));
        }
    }

    [Fact]
    public void Changes_colours_as_defined()
    {
        // Two pixels, (100, 50, 200) and (40, 40, 40); grey 0.299 R + 0.587 G + 0.114 B: 82.05 and 40, their mean 61.025.
        Assert.Equal([150, 60, 75, 60, 255, 60], Jitter(1.5, 1, 1));
        Assert.Equal([81, 51, 56, 51, 131, 51], Jitter(1, 0.5, 1));
        Assert.Equal([82, 40, 82, 40, 82, 40], Jitter(1, 1, 0));
        Assert.Equal([109, 40, 34, 40, 255, 40], Jitter(1, 1, 1.5));
    }

    private static byte[] Jitter(double brightness, double contrast, double saturation)
    {
        byte[] image = [100, 40, 50, 40, 200, 40];
        new ColourJitter(brightness, contrast, saturation).Apply(new ImageShape(3, 1, 2), image);
        return image;
    }

    private static byte[] Warp(bool mirrored, double turn, double width, double height, double x, double y)
    {
        byte[] target = new byte[Shape.Size];
        new PixelWarp(Shape, mirrored, turn, width, height, x, y, 0, 0).Apply(Image, target);
        return target;
    }

    private static byte[] Apply(AugmentSpec spec, ulong seed, int epoch, int index)
    {
        byte[] target = new byte[Shape.Size];
        new Augmentation(spec, seed).Apply(Image, Shape, epoch, index, target);
        return target;
    }

    /// <summary>How far an image was moved; fails where it was not moved only.</summary>
    private static (int X, int Y) MoveOf(byte[] variant)
    {
        for (int moveY = -4; moveY <= 4; moveY++)
        {
            for (int moveX = -4; moveX <= 4; moveX++)
            {
                if (variant.SequenceEqual(Moved(moveX, moveY)))
                {
                    return (moveX, moveY);
                }
            }
        }

        Assert.Fail("The image was not moved by whole pixels.");
        return default;
    }

    private static IEnumerable<byte> Moved(int moveX, int moveY)
    {
        for (int i = 0; i < Shape.Size; i++)
        {
            int x = (i % Shape.Width) - moveX, y = (i / Shape.Width % Shape.Height) - moveY;
            yield return x >= 0 && x < Shape.Width && y >= 0 && y < Shape.Height ? Image[(i / 120 * 120) + (y * Shape.Width) + x] : (byte)0;
        }
    }
}
