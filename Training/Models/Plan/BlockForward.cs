using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The way forward through a <see cref="ConvolutionBlockStage"/>, up to the extremes of the windows and the statistics of the outputs.</summary>
internal sealed unsafe class BlockForward
{
    /// <summary>The channels of a register tile of the convolution.</summary>
    private const int ChannelsAtOnce = 6;

    private readonly ConvolutionKernels _kernels;
    private readonly ConvolutionBlock _block;
    private readonly ConvolutionGeometry _geometry;
    private readonly ForwardConvolution _convolution;
    private readonly AlignedArray<float> _rows, _scrap;
    private readonly AlignedArray<byte> _scrapCodes;
    private readonly PaddedMatrix _begin, _signs;
    private readonly double[] _shift, _sums, _squares;

    /// <param name="kernels">The instruction set.</param>
    /// <param name="block">The sizes.</param>
    /// <param name="convolution">The convolution.</param>
    /// <param name="keepsOutputs">Whether x is kept for the way back.</param>
    /// <param name="batch">The most rows of a backward pass.</param>
    public BlockForward(ConvolutionKernels kernels, ConvolutionBlock block, ForwardConvolution convolution, bool keepsOutputs, int batch)
    {
        (_kernels, _block, _geometry, _convolution) = (kernels, block, block.Convolution, convolution);
        int channels = _geometry.Outputs, width = _geometry.PaddedWidth;
        Outputs = keepsOutputs ? new PaddedMatrix(batch, channels * _geometry.Y.Output * width) : null;
        Extremes = new PaddedMatrix(batch, channels * block.Windows);
        Codes = new AlignedArray<byte>(checked(batch * channels * block.Windows));
        _scrapCodes = new AlignedArray<byte>(block.Across.Output);
        _rows = new AlignedArray<float>(ChannelsAtOnce * block.Down.Kernel * width);
        _scrap = new AlignedArray<float>(2 * width);
        (_begin, _signs, Zeros) = (new PaddedMatrix(1, channels), new PaddedMatrix(1, channels), new PaddedMatrix(1, channels));
        (_shift, _sums, _squares, Mean) = (new double[channels], new double[channels], new double[channels], new double[channels]);
    }

    /// <summary>x, less a number per channel, <c>[batch, outputs · height · padded width]</c>; null where it is not kept.</summary>
    public PaddedMatrix? Outputs { get; }

    /// <summary>The element of x that becomes the largest of each window, less the same number, <c>[batch, outputs · windows]</c>.</summary>
    public PaddedMatrix Extremes { get; }

    /// <summary>Which element of its window it is, row by row, in the same shape, dense.</summary>
    public AlignedArray<byte> Codes { get; }

    /// <summary>The mean of x, less the same number, channel by channel.</summary>
    public double[] Mean { get; }

    /// <summary>A row of zeros, <c>[1, outputs]</c>.</summary>
    public PaddedMatrix Zeros { get; }

    /// <summary>The number that is taken from x, bias not counted.</summary>
    public double Shift(int channel) => _shift[channel];

    /// <summary>Computes a batch of training and gives its statistics to the normalisation.</summary>
    public void Train(MatrixView input, int rows, ChannelNorm norm, float* bias)
    {
        EstimateMeans(input, norm);
        Array.Clear(_sums);
        Array.Clear(_squares);
        for (int row = 0; row < rows; row++)
        {
            float* outputs = Outputs is null ? null : Outputs.Pointer + (nint)row * Outputs.Stride;
            Pass(input.Pointer + row * input.Stride, outputs, Extremes.Pointer + (nint)row * Extremes.Stride, Codes.Pointer + (nint)row * Extremes.Columns);
        }

        long count = (long)rows * _geometry.OutputPixels;
        for (int channel = 0; channel < _geometry.Outputs; channel++)
        {
            Mean[channel] = _sums[channel] / count;
            double variance = _squares[channel] / count - Mean[channel] * Mean[channel];
            // A comparison that keeps a NaN.
            norm.Take(channel, Mean[channel] + _shift[channel] + (bias == null ? 0 : bias[channel]), variance < 0 ? 0 : variance, count);
        }
    }

    /// <summary>Computes the extremes of a batch for an evaluation.</summary>
    public void Evaluate(MatrixView input, int rows, PaddedMatrix extremes, ChannelNorm norm, float* bias)
    {
        Array.Clear(Mean);
        for (int channel = 0; channel < _geometry.Outputs; channel++)
        {
            _shift[channel] = norm.Mean[channel] - (bias == null ? 0 : bias[channel]);
            Take(channel, norm);
        }

        for (int row = 0; row < rows; row++)
            Pass(input.Pointer + row * input.Stride, null, extremes.Pointer + (nint)row * extremes.Stride, null);
    }

    /// <summary>The mean over some rows in the middle of the first image is near enough to the mean of the batch.</summary>
    private void EstimateMeans(MatrixView input, ChannelNorm norm)
    {
        _convolution.Input.Pack(0, input.Pointer);
        int count = Math.Min(_block.Down.Kernel, _geometry.Y.Output), first = (_geometry.Y.Output - count) / 2;
        for (int channel = 0; channel < _geometry.Outputs; channel += ChannelsAtOnce)
        {
            int channels = Math.Min(ChannelsAtOnce, _geometry.Outputs - channel);
            Convolve(null, (channel, channels), (first, count), _rows.Pointer, count * _geometry.PaddedWidth);
            for (int i = 0; i < channels; i++)
            {
                double sum = 0;
                for (int row = 0; row < count; row++)
                    sum += _kernels.Sum(_rows.Pointer + (i * count + row) * _geometry.PaddedWidth, _geometry.X.Output);
                _shift[channel + i] = (float)(sum / (count * _geometry.X.Output));
                Take(channel + i, norm);
            }
        }
    }

    private void Take(int channel, ChannelNorm norm)
    {
        _begin.Pointer[channel] = (float)-_shift[channel];
        _signs.Pointer[channel] = MathF.Sign(norm.Weight(channel));
    }

    /// <summary>An image: row of windows by row of windows, and tile of channels by tile of channels.</summary>
    private void Pass(float* image, float* outputs, float* extremes, byte* codes)
    {
        _convolution.Input.Pack(0, image);
        int height = _geometry.Y.Output, tiles = (_geometry.Outputs + ChannelsAtOnce - 1) / ChannelsAtOnce;
        for (int row = 0, window = 0; row < height; row += _block.Down.Kernel, window++)
        {
            int count = Math.Min(_block.Down.Kernel, height - row);
            for (int tile = 0; tile < tiles; tile++)
            {
                int first = tile * _geometry.Outputs / tiles, next = (tile + 1) * _geometry.Outputs / tiles;
                nint channelStride = (outputs == null ? count : height) * _geometry.PaddedWidth;
                float* target = outputs == null ? _rows.Pointer : outputs + (nint)(first * height + row) * _geometry.PaddedWidth;
                Convolve(_begin.Pointer, (first, next - first), (row, count), target, channelStride);
                for (int channel = first; channel < next; channel++, target += channelStride)
                    Pool(channel, window, count, target, extremes, codes);
            }
        }
    }

    private void Convolve(float* begin, (int First, int Count) channels, (int First, int Count) rows, float* target, nint channelStride) =>
        _convolution.Run(0, begin, channels, rows, target, channelStride, _geometry.PaddedWidth);

    private void Pool(int channel, int window, int rows, float* source, float* extremes, byte* codes)
    {
        int windows = window < _block.Down.Output ? _block.Across.Output : 0;
        int first = (channel * _block.Down.Output + window) * _block.Across.Output;
        (double sum, double squares) = _kernels.Pool(new PoolTask
        {
            Rows = source,
            RowStride = _geometry.PaddedWidth,
            Height = rows,
            Width = _geometry.X.Output,
            WindowWidth = _block.Across.Kernel,
            Windows = windows,
            Sign = _signs.Pointer[channel],
            Scrap = _scrap.Pointer,
            Values = extremes + first,
            Codes = codes == null ? _scrapCodes.Pointer : codes + first,
        });
        _sums[channel] += sum;
        _squares[channel] += squares;
        // No comparison finds a NaN, so it is looked for in the sum.
        if (double.IsNaN(sum))
            new Span<float>(extremes + first, windows).Fill(float.NaN);
    }
}
