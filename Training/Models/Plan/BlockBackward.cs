using ActorTraining.Training.Kernels;
using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The way back through a <see cref="ConvolutionBlockStage"/>, from the gradients of the windows' largest elements.</summary>
internal sealed unsafe class BlockBackward
{
    private readonly ConvolutionKernels _kernels;
    private readonly ConvolutionBlock _block;
    private readonly ConvolutionGeometry _geometry;
    private readonly ForwardConvolution _convolution;
    private readonly BlockForward _forward;
    private readonly TrainableMatrix _weight;
    private readonly int _images;
    private readonly PatchMoments? _moments;
    private readonly LargestPatches? _patches;
    private readonly BackwardConvolution _backward;
    private readonly int[] _places;
    private readonly double[] _scaleG, _scaleX, _add;

    /// <param name="kernels">The instruction set.</param>
    /// <param name="block">The sizes.</param>
    /// <param name="convolution">The convolution.</param>
    /// <param name="forward">What the way forward has kept.</param>
    /// <param name="weight">W, <c>[taps, outputs]</c>.</param>
    /// <param name="usesMoments">Whether the filters' gradient comes from the moments of the patches.</param>
    /// <param name="images">How many images the convolution keeps packed.</param>
    public BlockBackward(
        ConvolutionKernels kernels, ConvolutionBlock block, ForwardConvolution convolution, BlockForward forward, TrainableMatrix weight, bool usesMoments, int images)
    {
        (_kernels, _block, _geometry, _convolution, _forward, _weight, _images) = (kernels, block, block.Convolution, convolution, forward, weight, images);
        (_scaleG, _scaleX, _add) = (new double[_geometry.Outputs], new double[_geometry.Outputs], new double[_geometry.Outputs]);
        _backward = new BackwardConvolution(kernels, _geometry, convolution, weight, usesMoments ? 0 : images);
        _places = [.. Enumerable.Range(0, block.Down.Kernel * block.Across.Kernel)
            .Select(code => code / block.Across.Kernel * _backward.OutputGradient.RowStride + code % block.Across.Kernel)];
        if (!usesMoments)
            return;
        _moments = new PatchMoments(kernels, _geometry, convolution);
        _patches = new LargestPatches(kernels, _geometry, block.Down, block.Across);
    }

    /// <summary>Computes all gradients.</summary>
    /// <param name="input">The stage's input.</param>
    /// <param name="inputGradient">Receives dL/dinput; null where nobody asks for it.</param>
    /// <param name="gradient">dL/dy, zero where the rectifier is.</param>
    /// <param name="rows">The number of samples.</param>
    /// <param name="norm">The normalisation, which gets its own gradients.</param>
    public void Run(MatrixView input, PaddedMatrix? inputGradient, PaddedMatrix gradient, int rows, ChannelNorm norm)
    {
        for (int channel = 0; channel < _geometry.Outputs; channel++)
            ThroughNorm(channel, gradient, rows, norm);
        _backward.Begin();
        if (_moments is null || _patches is null)
        {
            Densely(input, inputGradient, gradient, rows);
            return;
        }

        if (inputGradient is not null)
            throw new InvalidOperationException("a first stage computes no gradient of the data");
        FromMoments(input, gradient, rows, _moments, _patches);
    }

    /// <summary>Lets the weights step down their gradient where a step is given.</summary>
    public void Finish(KernelSet kernels, Descent? descent) => _backward.Finish(kernels, descent);

    /// <summary>The gradients of γ and β, and the numbers a, d and c of dL/dx = a g + d x + c.</summary>
    private void ThroughNorm(int channel, PaddedMatrix gradient, int rows, ChannelNorm norm)
    {
        double sum = 0, product = 0, mean = _forward.Mean[channel], count = (double)rows * _geometry.OutputPixels;
        for (int row = 0; row < rows; row++)
        {
            nint first = (nint)row * gradient.Stride + channel * _block.Windows;
            (double s, double p) = _kernels.GradientSums(_forward.Extremes.Pointer + first, gradient.Pointer + first, _block.Windows, (float)mean);
            sum += s;
            product += p;
        }

        product = (product - sum * (mean - (float)mean)) * norm.Scale[channel];
        norm.SetGradient(channel, product, sum);
        _scaleG[channel] = norm.Weight(channel) * norm.Scale[channel];
        _scaleX[channel] = -_scaleG[channel] * norm.Scale[channel] * product / count;
        _add[channel] = -_scaleG[channel] * sum / count - _scaleX[channel] * mean;
    }

    private void Densely(MatrixView input, PaddedMatrix? inputGradient, PaddedMatrix gradient, int rows)
    {
        for (int first = 0; first < rows; first += _images)
        {
            int images = Math.Min(_images, rows - first);
            for (int image = 0; image < images; image++)
            {
                nint row = first + image;
                _convolution.Input.Pack(image, input.Pointer + row * input.Stride);
                for (int channel = 0; channel < _geometry.Outputs; channel++)
                    Spread(image, channel, row, gradient.Pointer + row * gradient.Stride + channel * _block.Windows);
                if (inputGradient is not null)
                    _backward.ToInput(image, inputGradient.Pointer + row * inputGradient.Stride);
            }

            _backward.AddToWeights(images);
        }
    }

    /// <summary>Writes dL/dx of a channel of an image: the affine part everywhere, the windows' gradients at their largest elements.</summary>
    private void Spread(int image, int channel, nint row, float* gradient)
    {
        float* outputs = _forward.Outputs!.Pointer + row * _forward.Outputs.Stride + channel * _geometry.Y.Output * _geometry.PaddedWidth;
        for (int y = 0; y < _geometry.Y.Output; y++)
        {
            _kernels.Affine(
                outputs + y * _geometry.PaddedWidth, _backward.OutputGradient.Row(image, channel, y), _geometry.X.Output, (float)_scaleX[channel], (float)_add[channel]);
        }

        byte* codes = _forward.Codes.Pointer + (row * _geometry.Outputs + channel) * _block.Windows;
        float scale = (float)_scaleG[channel];
        for (int y = 0; y < _block.Down.Output; y++)
        {
            float* target = _backward.OutputGradient.Row(image, channel, y * _block.Down.Kernel);
            for (int x = 0; x < _block.Across.Output; x++, target += _block.Across.Kernel)
                target[_places[*codes++]] += scale * *gradient++;
        }
    }

    /// <summary>dL/dW[k] = a Σ g x_k + c Σ x_k + d Σ x x_k, where x = Σ W[l] x_l less a number.</summary>
    private void FromMoments(MatrixView input, PaddedMatrix gradient, int rows, PatchMoments moments, LargestPatches patches)
    {
        moments.Clear();
        patches.Clear();
        for (int row = 0; row < rows; row++)
        {
            float* image = input.Pointer + row * input.Stride;
            _convolution.Input.Pack(0, image);
            moments.Add();
            patches.Add(image, gradient.Pointer + (nint)row * gradient.Stride, _forward.Codes.Pointer + (nint)row * gradient.Columns);
        }

        PaddedMatrix weight = _weight.Value, target = _backward.WeightGradient;
        for (int channel = 0; channel < _geometry.Outputs; channel++)
        {
            for (int k = 0; k < _geometry.Taps; k++)
            {
                double product = -_forward.Shift(channel) * moments.Sum(k);
                for (int l = 0; l < _geometry.Taps; l++)
                    product += weight.Pointer[l * weight.Stride + channel] * moments.Product(k, l);
                target.Pointer[k * target.Stride + channel] =
                    (float)(_scaleG[channel] * patches.Sum(channel, k) + _add[channel] * moments.Sum(k) + _scaleX[channel] * product);
            }
        }
    }
}
