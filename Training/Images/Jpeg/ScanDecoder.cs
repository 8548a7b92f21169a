namespace ActorTraining.Training.Images.Jpeg;

/// <summary>Reads one scan: its blocks unit by unit, with the restart markers between them.</summary>
internal sealed class ScanDecoder(JpegFrame frame, JpegScan scan, int restartInterval)
{
    /// <summary>Reads the scan.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="position">Where the coded data begin.</param>
    /// <returns>Where the next marker is.</returns>
    /// <exception cref="InvalidDataException">The data end early or are damaged.</exception>
    public int Decode(ReadOnlySpan<byte> file, int position)
    {
        var blocks = new BlockDecoder(scan, file, position);
        blocks.Reset();
        (int across, int down) = Units();
        int left = restartInterval, restart = 0;
        for (int y = 0; y < down; y++)
        {
            for (int x = 0; x < across; x++)
            {
                if (restartInterval > 0 && left-- == 0)
                {
                    Restart(ref blocks, file, restart++);
                    left = restartInterval - 1;
                }

                ReadUnit(ref blocks, x, y);
            }

            CheckEnd(ref blocks);
        }

        return blocks.Bits.FindMarker();
    }

    /// <summary>A scan of one component has a block for a unit, and none that lies outside the picture.</summary>
    private (int Across, int Down) Units()
    {
        JpegComponent first = scan.Components[0];
        return scan.Components.Count == 1
            ? ((first.Width + 7) / 8, (first.Height + 7) / 8)
            : (first.BlocksAcross / first.Horizontal, first.BlocksDown / first.Vertical);
    }

    private void ReadUnit(ref BlockDecoder blocks, int x, int y)
    {
        if (scan.Components.Count == 1)
        {
            ReadBlock(ref blocks, scan.Components[0], x, y);
            return;
        }

        foreach (JpegComponent component in scan.Components)
        {
            for (int row = 0; row < component.Vertical; row++)
            {
                for (int column = 0; column < component.Horizontal; column++)
                {
                    ReadBlock(ref blocks, component, (x * component.Horizontal) + column, (y * component.Vertical) + row);
                }
            }
        }
    }

    private void ReadBlock(ref BlockDecoder blocks, JpegComponent component, int x, int y)
    {
        if (frame.Progressive)
        {
            blocks.ReadProgressive(component, component.Coefficients.AsSpan(((y * component.BlocksAcross) + x) * 64, 64));
            return;
        }

        Span<short> block = stackalloc short[64];
        block.Clear();
        blocks.ReadSequential(component, block);
        InverseTransform.Apply(block, component.Quantization!, component.Samples.AsSpan((y * 8 * component.Stride) + (x * 8)), component.Stride);
    }

    private static void Restart(ref BlockDecoder blocks, ReadOnlySpan<byte> file, int number)
    {
        CheckEnd(ref blocks);
        int marker = blocks.Bits.FindMarker();
        if (marker >= file.Length || file[marker + 1] != JpegMarker.FirstRestart + (number & 7))
        {
            throw new InvalidDataException($"its pixels are damaged: the restart marker {number & 7} is missing");
        }

        blocks.Bits.Restart(marker + 2);
        blocks.Reset();
    }

    private static void CheckEnd(ref BlockDecoder blocks)
    {
        if (blocks.Bits.Overran)
        {
            throw new InvalidDataException("it is truncated or damaged: a scan ends before its last pixel");
        }
    }
}
