namespace ActorTraining.Training.Images.Jpeg;

/// <summary>Reads the coefficients of single blocks: sequential (T.81, F.2.2) and the four kinds of progressive scan (G.1.2, G.2).</summary>
internal ref struct BlockDecoder(JpegScan scan, ReadOnlySpan<byte> file, int position)
{
    private readonly JpegScan _scan = scan;

    /// <summary>The blocks that follow without any new coefficient in the band.</summary>
    private int _emptyBlocks;

    /// <summary>The source of bits.</summary>
    public BitReader Bits = new(file, position);

    /// <summary>Forgets what it knows of earlier blocks.</summary>
    public void Reset()
    {
        _emptyBlocks = 0;
        foreach (JpegComponent component in _scan.Components)
        {
            component.Prediction = 0;
        }
    }

    /// <summary>Reads all coefficients of a block that holds zeros.</summary>
    public void ReadSequential(JpegComponent component, scoped Span<short> block)
    {
        block[0] = (short)NextDc(component);
        HuffmanTable table = component.AcTable!;
        for (int k = 1; k < 64; k++)
        {
            int code = table.Read(ref Bits), category = code & 0xF;
            if (category == 0)
            {
                if (code != 0xF0)
                {
                    return;
                }

                k += 15;
                continue;
            }

            k += code >> 4;
            block[Position(k)] = (short)Bits.ReadNumber(category);
        }
    }

    /// <summary>Reads what the progressive scan brings of a block.</summary>
    public void ReadProgressive(JpegComponent component, scoped Span<short> block)
    {
        switch (_scan)
        {
            case { First: 0, Refines: false }:
                block[0] = (short)(NextDc(component) << _scan.Shift);
                break;
            case { First: 0 }:
                block[0] |= (short)(Bits.Read(1) << _scan.Shift);
                break;
            case { Refines: false }:
                ReadBand(component.AcTable!, block);
                break;
            default:
                RefineBand(component.AcTable!, block);
                break;
        }
    }

    private int NextDc(JpegComponent component)
    {
        int category = component.DcTable!.Read(ref Bits);
        if (category > 16)
        {
            throw new InvalidDataException("its pixels are damaged: a coefficient has more than 16 bits");
        }

        return component.Prediction += Bits.ReadNumber(category);
    }

    private void ReadBand(HuffmanTable table, scoped Span<short> block)
    {
        if (_emptyBlocks > 0)
        {
            _emptyBlocks--;
            return;
        }

        for (int k = _scan.First; k <= _scan.Last; k++)
        {
            int code = table.Read(ref Bits), run = code >> 4, category = code & 0xF;
            if (category != 0)
            {
                k += run;
                block[Position(k)] = (short)(Bits.ReadNumber(category) << _scan.Shift);
            }
            else if (run == 15)
            {
                k += 15;
            }
            else
            {
                _emptyBlocks = (1 << run) - 1 + Bits.Read(run);
                return;
            }
        }
    }

    private void RefineBand(HuffmanTable table, scoped Span<short> block)
    {
        int k = _scan.First;
        while (_emptyBlocks == 0 && k <= _scan.Last)
        {
            int code = table.Read(ref Bits), run = code >> 4, value = 0;
            if ((code & 0xF) != 0)
            {
                value = Bits.Read(1) != 0 ? 1 << _scan.Shift : -1 << _scan.Shift;
            }
            else if (run < 15)
            {
                _emptyBlocks = (1 << run) + Bits.Read(run);
                break;
            }

            k = SkipZeros(block, k, run);
            if (value != 0)
            {
                block[Position(k)] = (short)value;
            }

            k++;
        }

        if (_emptyBlocks > 0)
        {
            SkipZeros(block, k, int.MaxValue);
            _emptyBlocks--;
        }
    }

    /// <summary>Goes past coefficients, refining those that are not zero, until so many zeros lie behind.</summary>
    /// <returns>The place of the next zero; behind the band where it has none.</returns>
    private int SkipZeros(scoped Span<short> block, int k, int zeros)
    {
        for (; k <= _scan.Last; k++)
        {
            ref short value = ref block[Position(k)];
            if (value != 0)
            {
                Refine(ref value);
            }
            else if (zeros-- == 0)
            {
                return k;
            }
        }

        return k;
    }

    private void Refine(ref short value)
    {
        int bit = 1 << _scan.Shift;
        if (Bits.Read(1) != 0 && (value & bit) == 0)
        {
            value += (short)(value >= 0 ? bit : -bit);
        }
    }

    private static int Position(int k) => k < 64
        ? JpegScan.Zigzag[k]
        : throw new InvalidDataException("its pixels are damaged: a run of zeros goes beyond its block");
}
