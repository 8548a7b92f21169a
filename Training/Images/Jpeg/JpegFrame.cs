using System.Buffers.Binary;

namespace ActorTraining.Training.Images.Jpeg;

/// <summary>The frame header of a JPEG file, checked, with the planes it asks for.</summary>
internal sealed class JpegFrame
{
    private const int FixedLength = 6;
    private const int ComponentLength = 3;

    private JpegFrame(int width, int height, bool progressive, JpegComponent[] components)
    {
        Width = width;
        Height = height;
        Progressive = progressive;
        Components = components;
        MostHorizontal = components.Max(component => component.Horizontal);
        MostVertical = components.Max(component => component.Vertical);
        foreach (JpegComponent component in components)
        {
            component.Measure(width, height, MostHorizontal, MostVertical);
        }
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows of pixels.</summary>
    public int Height { get; }

    /// <summary>Whether several scans refine the coefficients.</summary>
    public bool Progressive { get; }

    /// <summary>One for grey, three for colour.</summary>
    public IReadOnlyList<JpegComponent> Components { get; }

    /// <summary>The greatest horizontal factor of the components.</summary>
    public int MostHorizontal { get; }

    /// <summary>The greatest vertical factor of the components.</summary>
    public int MostVertical { get; }

    /// <summary>Reads a header and takes the memory for the planes.</summary>
    /// <param name="content">The content of the segment.</param>
    /// <param name="progressive">Whether the marker says so.</param>
    /// <param name="fileLength">The bytes of the whole file.</param>
    /// <param name="limits">What the file may ask for.</param>
    /// <exception cref="InvalidDataException">It breaks a rule of the format, exceeds a limit or is of a kind that is not read.</exception>
    public static JpegFrame Read(ReadOnlySpan<byte> content, bool progressive, int fileLength, ImageLimits limits)
    {
        if (content.Length < FixedLength || content.Length != FixedLength + (ComponentLength * content[5]))
        {
            throw new InvalidDataException("its frame header has another length than its components need");
        }

        int height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
        limits.CheckSize(width, height);
        CheckKind(content[0], content[5]);
        var frame = new JpegFrame(width, height, progressive, ReadComponents(content[FixedLength..]));
        frame.CheckPlausible(fileLength);
        foreach (JpegComponent component in frame.Components)
        {
            component.Allocate(progressive);
        }

        return frame;
    }

    private static void CheckKind(int precision, int components)
    {
        if (precision != 8)
        {
            throw new InvalidDataException($"it has samples of {precision} bits; only 8 are read");
        }

        if (components is not (1 or 3))
        {
            throw new InvalidDataException(components == 4
                ? "it has the four colours of print (CMYK); save it as RGB"
                : $"it has {components} colour components; only 1 (grey) and 3 (colour) are read");
        }
    }

    private static JpegComponent[] ReadComponents(ReadOnlySpan<byte> content)
    {
        var components = new JpegComponent[content.Length / ComponentLength];
        for (int i = 0; i < components.Length; i++, content = content[ComponentLength..])
        {
            int horizontal = content[1] >> 4, vertical = content[1] & 0xF;
            if (horizontal is < 1 or > 4 || vertical is < 1 or > 4 || content[2] > 3)
            {
                throw new InvalidDataException($"its component {i} has the sampling {horizontal}×{vertical} and the quantization table {content[2]}, which JPEG does not have");
            }

            components[i] = new JpegComponent(content[0], horizontal, vertical, content[2]);
        }

        int mostHorizontal = components.Max(component => component.Horizontal), mostVertical = components.Max(component => component.Vertical);
        return components.All(component => mostHorizontal % component.Horizontal == 0 && mostVertical % component.Vertical == 0)
            && components.Select(component => component.Id).Distinct().Count() == components.Length
            ? components
            : throw new InvalidDataException("its components are sampled in fractions of each other, or share a number");
    }

    /// <summary>Whether a file is too small for its blocks, each of which takes a bit at least; found before memory is taken for them.</summary>
    public static bool CannotHold(int fileLength, long blocks) => blocks / 8 > fileLength;

    private void CheckPlausible(int fileLength)
    {
        if (CannotHold(fileLength, Components.Sum(component => (long)component.BlocksAcross * component.BlocksDown)))
        {
            throw new InvalidDataException($"it is truncated: {fileLength:N0} bytes cannot hold {Width}×{Height} pixels");
        }
    }
}
