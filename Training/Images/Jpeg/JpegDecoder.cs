using System.Buffers.Binary;

namespace ActorTraining.Training.Images.Jpeg;

/// <summary>Reads JPEG files (ITU-T T.81): sequential and progressive with Huffman codes, 8 bits, grey or colour in any sampling.</summary>
/// <remarks>Gives the pixels of libjpeg with its default settings, to the last bit.</remarks>
internal sealed class JpegDecoder
{
    /// <summary>More than any encoder makes; each scan of a hostile file costs a pass over all pixels.</summary>
    private const int MostScans = 500;

    private readonly byte[] _file;
    private readonly ImageLimits _limits;
    private readonly ushort[]?[] _quantization = new ushort[4][];
    private readonly HuffmanTable?[] _dc = new HuffmanTable?[4];
    private readonly HuffmanTable?[] _ac = new HuffmanTable?[4];
    private JpegFrame? _frame;
    private int _restartInterval;
    private int _scans;
    private int _orientation = ExifOrientation.Upright;
    private bool? _isYcc;

    private JpegDecoder(byte[] file, ImageLimits limits)
    {
        _file = file;
        _limits = limits;
    }

    /// <summary>What every JPEG file begins with.</summary>
    public static ReadOnlySpan<byte> Signature => [0xFF, JpegMarker.StartOfImage, 0xFF];

    /// <summary>Decodes a file.</summary>
    /// <exception cref="InvalidDataException">It breaks a rule of the format, exceeds a limit or is of a kind that is not read.</exception>
    public static RasterImage Decode(byte[] file, ImageLimits limits)
    {
        var decoder = new JpegDecoder(file, limits);
        decoder.ReadSegments();
        return ExifOrientation.Apply(decoder.Compose(), decoder._orientation);
    }

    private void ReadSegments()
    {
        int position = 2;
        while (true)
        {
            position = FindMarker(position);
            byte marker = _file[position + 1];
            position += 2;
            if (marker == JpegMarker.EndOfImage)
            {
                return;
            }

            if (JpegMarker.StandsAlone(marker))
            {
                continue;
            }

            ReadOnlySpan<byte> content = ReadContent(position);
            position += 2 + content.Length;
            if (marker == JpegMarker.StartOfScan)
            {
                position = ReadScan(content, position);
            }
            else
            {
                ReadSegment(marker, content);
            }
        }
    }

    private int FindMarker(int position)
    {
        var bits = new BitReader(_file, position);
        position = bits.FindMarker();
        return position < _file.Length ? position : throw new InvalidDataException("it is truncated: it ends without its end marker");
    }

    private ReadOnlySpan<byte> ReadContent(int position)
    {
        ReadOnlySpan<byte> rest = _file.AsSpan(position);
        int length = rest.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest);
        return length >= 2 && length <= rest.Length ? rest[2..length] : throw new InvalidDataException("it is truncated: it ends within a segment");
    }

    private void ReadSegment(byte marker, ReadOnlySpan<byte> content)
    {
        switch (marker)
        {
            case JpegMarker.QuantizationTables:
                ReadQuantization(content);
                break;
            case JpegMarker.HuffmanTables:
                ReadHuffman(content);
                break;
            case JpegMarker.RestartInterval:
                _restartInterval = content.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(content) : throw new InvalidDataException("its restart interval has another length than 2");
                break;
            case JpegMarker.Baseline or JpegMarker.ExtendedSequential or JpegMarker.Progressive:
                if (_frame is not null)
                {
                    throw new InvalidDataException("it has two frames");
                }

                _frame = JpegFrame.Read(content, marker == JpegMarker.Progressive, _file.Length, _limits);
                break;
            case JpegMarker.Exif when content.StartsWith("Exif\0\0"u8):
                _orientation = ExifOrientation.Find(content[6..]);
                break;
            case JpegMarker.Jfif when content.StartsWith("JFIF\0"u8):
                _isYcc = true;
                break;
            case JpegMarker.Adobe when content.Length >= 12 && content.StartsWith("Adobe"u8):
                _isYcc ??= content[11] != 0;
                break;
            case var other when JpegMarker.IsOtherFrame(other):
                throw new InvalidDataException($"it is coded in a way that is not read (SOF{other - JpegMarker.Baseline}: lossless, hierarchical or arithmetic)");
        }
    }

    private void ReadQuantization(ReadOnlySpan<byte> content)
    {
        while (content.Length > 0)
        {
            int bytes = (content[0] >> 4) + 1, index = content[0] & 0xF;
            if (bytes > 2 || index > 3 || content.Length < 1 + (64 * bytes))
            {
                throw new InvalidDataException("a quantization table is damaged");
            }

            var table = new ushort[64];
            for (int i = 0; i < 64; i++)
            {
                table[JpegScan.Zigzag[i]] = bytes == 1 ? content[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(content[(1 + (2 * i))..]);
            }

            _quantization[index] = table;
            content = content[(1 + (64 * bytes))..];
        }
    }

    private void ReadHuffman(ReadOnlySpan<byte> content)
    {
        while (content.Length > 0)
        {
            int kind = content[0] >> 4, index = content[0] & 0xF, codes = 0;
            if (kind > 1 || index > 3 || content.Length < 17)
            {
                throw new InvalidDataException("a Huffman table is damaged");
            }

            foreach (byte count in content.Slice(1, 16))
            {
                codes += count;
            }

            if (codes > 256 || content.Length < 17 + codes)
            {
                throw new InvalidDataException($"a Huffman table of {codes} codes is damaged");
            }

            (kind == 0 ? _dc : _ac)[index] = new HuffmanTable(content.Slice(1, 16), content.Slice(17, codes));
            content = content[(17 + codes)..];
        }
    }

    private int ReadScan(ReadOnlySpan<byte> content, int position)
    {
        JpegFrame frame = _frame ?? throw new InvalidDataException("a scan comes before the frame");
        if (++_scans > MostScans)
        {
            throw new InvalidDataException($"it has more than {MostScans} scans");
        }

        JpegScan scan = JpegScan.Read(content, frame, _dc, _ac);
        foreach (JpegComponent component in scan.Components)
        {
            component.Quantization ??= _quantization[component.QuantizationIndex]
                ?? throw new InvalidDataException("a scan needs a quantization table that the file does not have");
        }

        return new ScanDecoder(frame, scan, _restartInterval).Decode(_file, position);
    }

    private RasterImage Compose()
    {
        JpegFrame frame = _frame ?? throw new InvalidDataException("it has no frame");
        if (frame.Components.Any(component => component.Quantization is null))
        {
            throw new InvalidDataException("it is truncated: a component has no scan");
        }

        if (frame.Progressive)
        {
            foreach (JpegComponent component in frame.Components)
            {
                InverseTransform.Apply(component);
            }
        }

        return new PixelComposer(frame).Compose(_isYcc ?? HasYccNumbers(frame));
    }

    /// <summary>Without an application marker a file of the components R, G and B is taken at its word, as libjpeg does.</summary>
    private static bool HasYccNumbers(JpegFrame frame) => !frame.Components.Select(component => component.Id).SequenceEqual([(int)'R', 'G', 'B']);
}
