namespace ActorTraining.Training.Images.Jpeg;

/// <summary>One plane of a JPEG file: brightness, or one of two colour differences.</summary>
internal sealed class JpegComponent(int id, int horizontal, int vertical, int quantization)
{
    /// <summary>What scans call it.</summary>
    public int Id { get; } = id;

    /// <summary>Its samples in a row, relative to those of the other components: 1 to 4.</summary>
    public int Horizontal { get; } = horizontal;

    /// <summary>Its rows, relative to those of the other components: 1 to 4.</summary>
    public int Vertical { get; } = vertical;

    /// <summary>The number of its quantization table.</summary>
    public int QuantizationIndex { get; } = quantization;

    /// <summary>The quantization table that was in force when its first scan began, <c>[64]</c> in rows.</summary>
    public ushort[]? Quantization { get; set; }

    /// <summary>Its samples in a row that belong to the picture.</summary>
    public int Width { get; private set; }

    /// <summary>Its rows that belong to the picture.</summary>
    public int Height { get; private set; }

    /// <summary>The blocks of 8×8 in a row, filled up to whole units of the interleaved scan.</summary>
    public int BlocksAcross { get; private set; }

    /// <summary>The rows of blocks, filled up likewise.</summary>
    public int BlocksDown { get; private set; }

    /// <summary>From a row of samples to the next.</summary>
    public int Stride => BlocksAcross * 8;

    /// <summary>The coefficients, <c>[blocks, 64]</c>, where several scans refine them; else empty.</summary>
    public short[] Coefficients { get; private set; } = [];

    /// <summary>The samples, <c>[rows of blocks × 8, stride]</c>.</summary>
    public byte[] Samples { get; private set; } = [];

    /// <summary>The value that differences of the first coefficients build on.</summary>
    public int Prediction { get; set; }

    /// <summary>The table of the first coefficients in the current scan.</summary>
    public HuffmanTable? DcTable { get; set; }

    /// <summary>The table of the other coefficients in the current scan.</summary>
    public HuffmanTable? AcTable { get; set; }

    /// <summary>Computes its size in a picture.</summary>
    public void Measure(int width, int height, int mostHorizontal, int mostVertical)
    {
        Width = DivideUp(width * Horizontal, mostHorizontal);
        Height = DivideUp(height * Vertical, mostVertical);
        BlocksAcross = DivideUp(width, 8 * mostHorizontal) * Horizontal;
        BlocksDown = DivideUp(height, 8 * mostVertical) * Vertical;
    }

    /// <summary>Takes the memory.</summary>
    public void Allocate(bool progressive)
    {
        long length = (long)BlocksAcross * BlocksDown * 64;
        if (length > Array.MaxLength)
        {
            throw new InvalidDataException($"one of its planes has {length:N0} samples; at most {Array.MaxLength:N0} are read");
        }

        Samples = new byte[length];
        Coefficients = progressive ? new short[length] : [];
    }

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;
}
