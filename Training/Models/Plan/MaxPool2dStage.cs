using ActorTraining.Training.Kernels;
using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The largest value of each window. The formulas are those of <see cref="MaxPool2d{T}"/>.</summary>
internal sealed unsafe class MaxPool2dStage(int channels, ConvolutionAxis down, ConvolutionAxis across, int capacity, int batch)
    : Stage(channels * down.Output * across.Output, capacity, batch)
{
    /// <summary>Which element of its sample each output is, <c>[batch, columns]</c>.</summary>
    private readonly AlignedArray<int> _largest = new(checked(batch * channels * down.Output * across.Output));
    private readonly int _scrap = batch - 1;

    public override void Forward(MatrixView input, int rows, Mode mode)
    {
        for (int row = 0; row < rows; row++)
        {
            // What an evaluation finds is not kept; the last row serves as its scrap paper.
            int kept = mode == Mode.Train ? row : _scrap;
            int* largest = _largest.Pointer + (nint)kept * Output.Columns;
            float* output = Output.Pointer + (nint)row * Output.Stride;
            for (int channel = 0; channel < channels; channel++)
            {
                for (int y = 0; y < down.Output; y++)
                {
                    PoolRow(input.Pointer + row * input.Stride, channel, y, output, largest);
                    output += across.Output;
                    largest += across.Output;
                }
            }
        }
    }

    public override void Backward(MatrixView input, PaddedMatrix? inputGradient, int rows, Descent? descent)
    {
        if (inputGradient is null)
            return;
        for (int row = 0; row < rows; row++)
        {
            Span<float> target = inputGradient.Row(row);
            target.Clear();
            int* largest = _largest.Pointer + (nint)row * Output.Columns;
            Span<float> gradients = OutputGradient.Row(row);
            for (int i = 0; i < gradients.Length; i++)
                target[largest[i]] += gradients[i];
        }
    }

    private void PoolRow(float* sample, int channel, int y, float* output, int* largest)
    {
        int first = y * down.Stride - down.Padding;
        int top = Math.Max(0, first), bottom = Math.Min(down.Input, first + down.Kernel);
        for (int x = 0; x < across.Output; x++)
        {
            int start = x * across.Stride - across.Padding;
            int left = Math.Max(0, start), right = Math.Min(across.Input, start + across.Kernel);
            int best = (channel * down.Input + top) * across.Input + left;
            float most = float.NegativeInfinity;
            for (int row = top; row < bottom; row++)
            {
                int begin = (channel * down.Input + row) * across.Input;
                for (int i = begin + left; i < begin + right; i++)
                {
                    float value = sample[i];
                    if (value > most || float.IsNaN(value))
                        (most, best) = (value, i);
                }
            }

            (output[x], largest[x]) = (most, best);
        }
    }
}
