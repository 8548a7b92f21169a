using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>dL/dx of a convolution, itself a convolution of dL/dy with the mirrored kernel.</summary>
/// <remarks>
/// With a stride s, an input row r (counted with the padding) meets only the taps k with dilation k ≡ r mod s. So the rows and columns are taken
/// remainder by remainder, each with the taps that it meets, and each is a convolution of stride 1.
/// </remarks>
internal sealed unsafe class InputGradient
{
    private readonly ConvolutionKernels _kernels;
    private readonly ConvolutionGeometry _geometry;
    private readonly PaddedMatrix _weight;
    private readonly PackedPlanes _outputGradient;
    private readonly Part[] _parts;
    private readonly AlignedArray<float>? _rows;

    public InputGradient(ConvolutionKernels kernels, ConvolutionGeometry geometry, PaddedMatrix weight, PackedPlanes outputGradient)
    {
        (_kernels, _geometry, _weight, _outputGradient) = (kernels, geometry, weight, outputGradient);
        var parts = new List<Part>();
        for (int row = 0; row < geometry.Y.Stride; row++)
        {
            for (int column = 0; column < geometry.X.Stride; column++)
            {
                var part = new Part(geometry, outputGradient, new Remainder(geometry.Y, row), new Remainder(geometry.X, column));
                if (part.Rows.Count > 0 && part.Columns.Count > 0)
                    parts.Add(part);
            }
        }

        _parts = [.. parts];
        if (parts.Count > 1 || geometry.X.Input % PaddedMatrix.Lanes != 0)
            _rows = new AlignedArray<float>(geometry.Inputs * _parts.Max(part => part.Rows.Count * PaddedMatrix.Pad(part.Columns.Count)));
    }

    /// <summary>Takes over the weights.</summary>
    public void Refresh()
    {
        foreach (Part part in _parts)
            part.TakeWeights(_geometry, _weight);
    }

    /// <summary>Computes an image, dense <c>[inputs, height, width]</c>.</summary>
    public void Run(int image, float* dense)
    {
        foreach (Part part in _parts)
        {
            int width = PaddedMatrix.Pad(part.Columns.Count);
            nint rowStride = _rows is null ? _geometry.X.Input : width, channelStride = part.Rows.Count * rowStride;
            float* target = _rows is null ? dense : _rows.Pointer;
            _kernels.Convolve(new ConvolutionTask
            {
                Channels = _geometry.Inputs,
                Taps = part.Offsets.Length,
                A = part.Weights.Pointer,
                RowStrideA = 1,
                ColumnStrideA = PaddedMatrix.Pad(_geometry.Inputs),
                Image = _outputGradient.Row(image, 0, part.Rows.First) + part.Columns.First,
                Offsets = part.Offsets.Pointer,
                RowStrideImage = _outputGradient.RowStride,
                Rows = part.Rows.Count,
                Width = width,
                C = target,
                ChannelStrideC = channelStride,
                RowStrideC = rowStride,
            });
            if (_rows is not null)
                Spread(part, width, dense);
        }
    }

    /// <summary>Writes a part to the pixels that it is about.</summary>
    private void Spread(Part part, int width, float* dense)
    {
        float* source = _rows!.Pointer;
        for (int channel = 0; channel < _geometry.Inputs; channel++)
        {
            for (int row = 0; row < part.Rows.Count; row++, source += width)
            {
                float* target = dense + (channel * _geometry.Y.Input + part.Rows.Pixel(row)) * (nint)_geometry.X.Input + part.Columns.Pixel(0);
                int step = _geometry.X.Stride;
                for (int column = 0; column < part.Columns.Count; column++)
                    target[column * step] = source[column];
            }
        }
    }

    /// <summary>The input pixels of an axis with one remainder of their place, counted with the padding, by the stride.</summary>
    private readonly struct Remainder
    {
        private readonly ConvolutionAxis _axis;
        private readonly int _remainder;

        public Remainder(ConvolutionAxis axis, int remainder)
        {
            (_axis, _remainder) = (axis, remainder);
            First = axis.Padding <= remainder ? 0 : (axis.Padding - remainder + axis.Stride - 1) / axis.Stride;
            int last = axis.Padding + axis.Input - 1 - remainder;
            Count = last < 0 ? 0 : Math.Max(0, last / axis.Stride - First + 1);
        }

        /// <summary>The quotient of the first of these pixels.</summary>
        public int First { get; }

        /// <summary>How many there are.</summary>
        public int Count { get; }

        public int Pixel(int index) => (First + index) * _axis.Stride + _remainder - _axis.Padding;

        public bool Meets(int tap) => tap * _axis.Dilation % _axis.Stride == _remainder;

        public int Shift(int tap) => tap * _axis.Dilation / _axis.Stride;
    }

    /// <summary>One remainder of the rows with one of the columns.</summary>
    private sealed class Part
    {
        private readonly int[] _taps;

        public Part(ConvolutionGeometry geometry, PackedPlanes outputGradient, Remainder rows, Remainder columns)
        {
            (Rows, Columns) = (rows, columns);
            int width = geometry.X.Kernel;
            _taps = [.. Enumerable.Range(0, geometry.Y.Kernel * width).Where(tap => rows.Meets(tap / width) && columns.Meets(tap % width))];
            Offsets = new AlignedArray<int>(geometry.Outputs * _taps.Length);
            Weights = new AlignedArray<float>(Offsets.Length * PaddedMatrix.Pad(geometry.Inputs));
            for (int i = 0; i < Offsets.Length; i++)
            {
                int channel = i / _taps.Length, tap = _taps[i % _taps.Length];
                Offsets.Span[i] = channel * outputGradient.PlaneStride - rows.Shift(tap / width) * outputGradient.RowStride - columns.Shift(tap % width);
            }
        }

        public Remainder Rows { get; }

        public Remainder Columns { get; }

        /// <summary>Where each tap of each output channel finds its pixel.</summary>
        public AlignedArray<int> Offsets { get; }

        /// <summary>The weights of these taps, <c>[outputs · taps, inputs]</c>, rows padded.</summary>
        public AlignedArray<float> Weights { get; }

        public void TakeWeights(ConvolutionGeometry geometry, PaddedMatrix weight)
        {
            int all = geometry.Y.Kernel * geometry.X.Kernel, padded = PaddedMatrix.Pad(geometry.Inputs);
            float* target = Weights.Pointer;
            for (int output = 0; output < geometry.Outputs; output++)
            {
                foreach (int tap in _taps)
                {
                    float* source = weight.Pointer + (nint)tap * weight.Stride + output;
                    for (int input = 0; input < geometry.Inputs; input++)
                        target[input] = source[(nint)input * all * weight.Stride];
                    target += padded;
                }
            }
        }
    }
}
