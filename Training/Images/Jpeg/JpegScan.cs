namespace ActorTraining.Training.Images.Jpeg;

/// <summary>The part of the coefficients that a scan brings, from its header.</summary>
/// <param name="Components">The components, in the order in which their blocks take turns.</param>
/// <param name="First">The first coefficient, in zigzag order.</param>
/// <param name="Last">The last coefficient.</param>
/// <param name="Refines">Whether the scan adds one bit to what earlier ones brought.</param>
/// <param name="Shift">The position of the lowest bit that it brings.</param>
internal sealed record JpegScan(IReadOnlyList<JpegComponent> Components, int First, int Last, bool Refines, int Shift)
{
    /// <summary>Where each coefficient of the zigzag order stands in its block, in rows.</summary>
    public static ReadOnlySpan<byte> Zigzag =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
        12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
        58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    /// <summary>Reads the header of a scan.</summary>
    /// <param name="content">The content of the segment.</param>
    /// <param name="frame">The frame that the scan belongs to.</param>
    /// <param name="dc">The tables of first coefficients by number.</param>
    /// <param name="ac">The tables of the others by number.</param>
    /// <exception cref="InvalidDataException">It breaks a rule of the format.</exception>
    public static JpegScan Read(ReadOnlySpan<byte> content, JpegFrame frame, HuffmanTable?[] dc, HuffmanTable?[] ac)
    {
        int count = content.Length > 0 ? content[0] : 0;
        if (count is < 1 or > 3 || content.Length != 4 + (2 * count))
        {
            throw new InvalidDataException($"a scan of {count} components has a header of {content.Length} bytes");
        }

        var components = new JpegComponent[count];
        for (int i = 0; i < count; i++)
        {
            int id = content[1 + (2 * i)], tables = content[2 + (2 * i)];
            components[i] = frame.Components.FirstOrDefault(component => component.Id == id)
                ?? throw new InvalidDataException($"a scan is of component {id}, which the frame does not have");
            components[i].DcTable = tables >> 4 < dc.Length ? dc[tables >> 4] : null;
            components[i].AcTable = (tables & 0xF) < ac.Length ? ac[tables & 0xF] : null;
        }

        ReadOnlySpan<byte> band = content[^3..];
        var scan = frame.Progressive
            ? new JpegScan(components, band[0], band[1], band[2] >> 4 != 0, band[2] & 0xF)
            : new JpegScan(components, 0, 63, false, 0);
        scan.Check(frame.Progressive);
        return scan;
    }

    private void Check(bool progressive)
    {
        bool sound = !progressive || (First == 0 ? Last == 0 : First <= Last && Last <= 63 && Components.Count == 1);
        if (!sound || Shift > 13 || Components.Distinct().Count() != Components.Count)
        {
            throw new InvalidDataException($"a scan brings the coefficients {First} to {Last} of {Components.Count} components from bit {Shift} on, which JPEG does not have");
        }

        bool needsDc = First == 0 && !Refines, needsAc = Last > 0;
        if (Components.Any(component => (needsDc && component.DcTable is null) || (needsAc && component.AcTable is null)))
        {
            throw new InvalidDataException("a scan needs a Huffman table that the file does not have");
        }

        if (Components.Sum(component => component.Horizontal * component.Vertical) > 10 && Components.Count > 1)
        {
            throw new InvalidDataException("a scan has more than ten blocks in a unit");
        }
    }
}
