using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>
/// The channels of some images with a border of zeros around each, laid out so that the pixels that one tap contributes to neighbouring outputs
/// are neighbours: column x of a row stands in the part x mod <see cref="Phases"/>, at x / <see cref="Phases"/>.
/// </summary>
/// <remarks>Only the pixels are ever written; the border stays zero, so that a whole vector may be read beyond every row's end.</remarks>
internal sealed unsafe class PackedPlanes
{
    private readonly AlignedArray<float> _memory;
    private readonly int _channels, _height, _width, _top, _left, _rows;
    private readonly int _phaseLength;

    /// <param name="images">How many images there is room for.</param>
    /// <param name="channels">The channels of an image.</param>
    /// <param name="height">The pixel rows of an image.</param>
    /// <param name="width">The pixel columns of an image.</param>
    /// <param name="top">The rows of zeros above.</param>
    /// <param name="left">The columns of zeros to the left.</param>
    /// <param name="rows">The least number of rows with the border.</param>
    /// <param name="columns">The least number of columns of a phase with the border.</param>
    /// <param name="phases">The number of parts that a row is split into.</param>
    /// <param name="ones">Whether a plane of ones follows the channels.</param>
    public PackedPlanes(int images, int channels, int height, int width, int top, int left, int rows, int columns, int phases, bool ones = false)
    {
        (_channels, _height, _width, _top, _left) = (channels, height, width, top, left);
        Phases = phases;
        _rows = Math.Max(rows, top + height);
        _phaseLength = PaddedMatrix.Pad(Math.Max(columns, (left + width - 1) / phases + 1));
        RowStride = phases * _phaseLength;
        ImageStride = checked((channels + (ones ? 1 : 0)) * PlaneStride);
        _memory = new AlignedArray<float>(checked(images * ImageStride));
        for (int image = 0; ones && image < images; image++)
            _memory.Span.Slice(image * ImageStride + channels * PlaneStride, PlaneStride).Fill(1);
    }

    public int Phases { get; }

    public int RowStride { get; }

    public int PlaneStride => _rows * RowStride;

    public int ImageStride { get; }

    public float* Pointer => _memory.Pointer;

    /// <summary>Where a column stands within its row.</summary>
    public int Column(int column) => column % Phases * _phaseLength + column / Phases;

    /// <summary>The first pixel of a row of a channel; only without phases do the others follow.</summary>
    public float* Row(int image, int channel, int row) =>
        Pointer + (nint)image * ImageStride + channel * PlaneStride + (row + _top) * RowStride + _left;

    /// <summary>Takes over the pixels of an image, dense <c>[channels, height, width]</c>.</summary>
    public void Pack(int image, float* dense)
    {
        for (int channel = 0; channel < _channels; channel++)
        {
            float* row = Pointer + (nint)image * ImageStride + channel * PlaneStride + _top * RowStride;
            for (int y = 0; y < _height; y++, row += RowStride, dense += _width)
            {
                if (Phases == 1)
                    new Span<float>(dense, _width).CopyTo(new Span<float>(row + _left, _width));
                else
                    Split(dense, row);
            }
        }
    }

    private void Split(float* dense, float* row)
    {
        int phase = _left % Phases, column = _left / Phases;
        for (int x = 0; x < _width; x++)
        {
            row[phase * _phaseLength + column] = dense[x];
            if (++phase == Phases)
                (phase, column) = (0, column + 1);
        }
    }
}
