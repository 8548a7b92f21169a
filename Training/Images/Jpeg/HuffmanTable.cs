namespace ActorTraining.Training.Images.Jpeg;

/// <summary>A Huffman table of a JPEG file (ITU-T T.81, annex C and F.2.2.3).</summary>
internal sealed class HuffmanTable
{
    /// <summary>Codes of up to so many bits are found in one step.</summary>
    private const int FastBits = 9;

    private const int LongestCode = 16;

    /// <summary>For the next nine bits: the length of the code in the upper byte and its value in the lower; 0 for longer codes.</summary>
    private readonly ushort[] _fast = new ushort[1 << FastBits];

    /// <summary>For each length the first 16-bit word that no code of the length begins.</summary>
    private readonly int[] _end = new int[LongestCode + 2];

    /// <summary>For each length what leads from a code to the index of its value.</summary>
    private readonly int[] _offset = new int[LongestCode + 1];

    private readonly byte[] _values;

    /// <summary>Builds a table.</summary>
    /// <param name="counts">How many codes have 1, 2, ..., 16 bits.</param>
    /// <param name="values">The values in the order of their codes, as many as codes.</param>
    /// <exception cref="InvalidDataException">There are more codes of a length than can be.</exception>
    public HuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        _values = values.ToArray();
        int code = 0, index = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            _offset[length] = index - code;
            if (code + counts[length - 1] > 1 << length)
            {
                throw new InvalidDataException("a Huffman table has more codes than fit");
            }

            for (int i = 0; i < counts[length - 1]; i++, code++, index++)
            {
                if (length <= FastBits)
                {
                    _fast.AsSpan(code << (FastBits - length), 1 << (FastBits - length)).Fill((ushort)((length << 8) | values[index]));
                }
            }

            _end[length] = code << (LongestCode - length);
            code <<= 1;
        }

        _end[LongestCode + 1] = int.MaxValue;
    }

    /// <summary>Reads the next value.</summary>
    /// <exception cref="InvalidDataException">The bits are no code of the table.</exception>
    public int Read(ref BitReader bits)
    {
        int word = bits.Peek16();
        int fast = _fast[word >> (LongestCode - FastBits)];
        if (fast != 0)
        {
            bits.Skip(fast >> 8);
            return fast & 0xFF;
        }

        int length = FastBits + 1;
        while (word >= _end[length])
        {
            length++;
        }

        if (length > LongestCode)
        {
            throw new InvalidDataException("its pixels are damaged: a Huffman code is not in the table");
        }

        bits.Skip(length);
        return _values[(word >> (LongestCode - length)) + _offset[length]];
    }
}
