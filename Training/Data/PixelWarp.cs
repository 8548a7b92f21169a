using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Data;

/// <summary>Cuts a part out of images, turns, mirrors and moves it, with bilinear sampling; outside of the image all is black.</summary>
internal readonly struct PixelWarp
{
    private readonly ImageShape _shape;

    /// <summary>From a pixel of the target to its place in the source: x' = a x + b y + c, y' = d x + e y + f.</summary>
    private readonly float _a, _b, _c, _d, _e, _f;

    /// <summary>Prepares the map.</summary>
    /// <param name="shape">The shape of the image.</param>
    /// <param name="mirrored">Whether the target is mirrored left to right.</param>
    /// <param name="turn">The turn, in radians.</param>
    /// <param name="width">The width of the part, as a fraction of the image's.</param>
    /// <param name="height">Its height likewise.</param>
    /// <param name="centreX">From the centre of the image to that of the part, as a fraction of the width.</param>
    /// <param name="centreY">Likewise of the height.</param>
    /// <param name="moveX">The pixels that the target is moved to the right at last.</param>
    /// <param name="moveY">The pixels that it is moved down.</param>
    public PixelWarp(ImageShape shape, bool mirrored, double turn, double width, double height, double centreX, double centreY, int moveX, int moveY)
    {
        _shape = shape;
        double cos = Math.Cos(turn), sin = Math.Sin(turn), sign = mirrored ? -1 : 1;
        double halfX = (shape.Width / 2.0) - 0.5, halfY = (shape.Height / 2.0) - 0.5;
        _a = (float)(cos * width * sign);
        _b = (float)(-sin * width);
        _d = (float)(sin * height * sign);
        _e = (float)(cos * height);
        double x = -halfX - moveX, y = -halfY - moveY;
        _c = (float)((_a * x) + (_b * y) + halfX + (centreX * shape.Width));
        _f = (float)((_d * x) + (_e * y) + halfY + (centreY * shape.Height));
    }

    /// <summary>Makes the target.</summary>
    /// <param name="source">The image, <c>[channels, height, width]</c>.</param>
    /// <param name="target">Receives the variant.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(ReadOnlySpan<byte> source, Span<byte> target)
    {
        int width = _shape.Width, height = _shape.Height, plane = width * height;
        for (int y = 0, place = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, place++)
            {
                float fromX = (_a * x) + (_b * y) + _c, fromY = (_d * x) + (_e * y) + _f;
                int left = (int)MathF.Floor(fromX), top = (int)MathF.Floor(fromY);
                float right = fromX - left, bottom = fromY - top;
                if (left >= 0 && left < width - 1 && top >= 0 && top < height - 1)
                {
                    int corner = (top * width) + left;
                    for (int channel = 0; channel < _shape.Channels; channel++, corner += plane)
                    {
                        float upper = source[corner] + (right * (source[corner + 1] - source[corner]));
                        float lower = source[corner + width] + (right * (source[corner + width + 1] - source[corner + width]));
                        target[(channel * plane) + place] = (byte)(upper + (bottom * (lower - upper)) + 0.5f);
                    }
                }
                else
                {
                    SampleEdge(source, left, top, right, bottom, target, place);
                }
            }
        }
    }

    private void SampleEdge(ReadOnlySpan<byte> source, int left, int top, float right, float bottom, Span<byte> target, int place)
    {
        int plane = _shape.Width * _shape.Height;
        for (int channel = 0; channel < _shape.Channels; channel++)
        {
            ReadOnlySpan<byte> pixels = source.Slice(channel * plane, plane);
            float value = (At(pixels, left, top) * (1 - right) * (1 - bottom)) + (At(pixels, left + 1, top) * right * (1 - bottom))
                + (At(pixels, left, top + 1) * (1 - right) * bottom) + (At(pixels, left + 1, top + 1) * right * bottom);
            target[(channel * plane) + place] = (byte)(value + 0.5f);
        }
    }

    private byte At(ReadOnlySpan<byte> pixels, int x, int y) =>
        (uint)x < (uint)_shape.Width && (uint)y < (uint)_shape.Height ? pixels[(y * _shape.Width) + x] : (byte)0;
}
