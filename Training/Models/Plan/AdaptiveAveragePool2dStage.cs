using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The means of a grid of windows. The formulas are those of <see cref="AdaptiveAveragePool2d{T}"/>.</summary>
/// <param name="input">The shape of an input sample.</param>
/// <param name="output">The shape of an output sample.</param>
/// <param name="capacity">The most rows of a forward pass.</param>
/// <param name="batch">The most rows of a backward pass.</param>
internal sealed unsafe class AdaptiveAveragePool2dStage(Shape input, Shape output, int capacity, int batch) : Stage(output.Length, capacity, batch)
{
    private readonly int _height = input[1], _width = input[2];

    public override void Forward(MatrixView view, int rows, Mode mode)
    {
        for (int row = 0; row < rows; row++)
        {
            Span<float> target = Output.Row(row);
            float* sample = view.Pointer + row * view.Stride;
            for (int i = 0; i < target.Length; i++)
            {
                Window window = At(i);
                float sum = 0;
                for (int y = window.Top; y < window.Bottom; y++)
                {
                    for (int x = window.Left; x < window.Right; x++)
                        sum += sample[window.Start + y * _width + x];
                }

                target[i] = sum / window.Size;
            }
        }
    }

    public override void Backward(MatrixView view, PaddedMatrix? inputGradient, int rows, Descent? descent)
    {
        if (inputGradient is null)
            return;
        for (int row = 0; row < rows; row++)
        {
            Span<float> target = inputGradient.Row(row), gradients = OutputGradient.Row(row);
            target.Clear();
            for (int i = 0; i < gradients.Length; i++)
            {
                Window window = At(i);
                float share = gradients[i] / window.Size;
                for (int y = window.Top; y < window.Bottom; y++)
                {
                    for (int x = window.Left; x < window.Right; x++)
                        target[window.Start + y * _width + x] += share;
                }
            }
        }
    }

    private Window At(int index)
    {
        (int channel, int cell) = Math.DivRem(index, output[1] * output[2]);
        (int top, int bottom) = AdaptiveAveragePool2d<float>.Window(cell / output[2], output[1], _height);
        (int left, int right) = AdaptiveAveragePool2d<float>.Window(cell % output[2], output[2], _width);
        return new Window(channel * _height * _width, top, bottom, left, right);
    }

    private readonly record struct Window(int Start, int Top, int Bottom, int Left, int Right)
    {
        public int Size => (Bottom - Top) * (Right - Left);
    }
}
