using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>The windows of a convolution or a pooling layer on both axes of an image.</summary>
internal readonly record struct ImageAxes(AxisPair Kernel, AxisPair Stride, AxisPair Padding, AxisPair Dilation)
{
    public ConvolutionAxis Down(Shape input) => new(input[1], Kernel.Y, Stride.Y, Padding.Y, Dilation.Y);

    public ConvolutionAxis Across(Shape input) => new(input[2], Kernel.X, Stride.X, Padding.X, Dilation.X);

    /// <summary>Adds what is wrong with the windows for samples of that shape, each with its path.</summary>
    /// <param name="input">The shape of a sample.</param>
    /// <param name="layer">The name of the layer, for messages.</param>
    /// <param name="path">Where the layer stands.</param>
    /// <param name="errors">Receives one entry per fault.</param>
    public void Validate(Shape input, string layer, string path, ICollection<ParameterError> errors)
    {
        int before = errors.Count;
        if (input.Rank != 3)
            errors.Add(new ParameterError(path, $"{layer} needs samples [channels, height, width], and gets {input}"));
        AtLeast(1, Kernel, "kernel");
        AtLeast(1, Stride, "stride");
        AtLeast(0, Padding, "padding");
        AtLeast(1, Dilation, "dilation");
        if (errors.Count > before)
            return;
        if (Down(input).Output < 1 || Across(input).Output < 1)
            errors.Add(new ParameterError($"{path}.kernel", $"no window of {Kernel} (dilation {Dilation}) fits into an image of {input[1]}x{input[2]} with a padding of {Padding}"));

        void AtLeast(int least, AxisPair value, string name)
        {
            // Far beyond any image, and safe to calculate with.
            const int Most = 1 << 16;
            if (value.Y < least || value.X < least)
                errors.Add(new ParameterError($"{path}.{name}", $"{value} is not at least {least}"));
            else if (value.Y > Most || value.X > Most)
                errors.Add(new ParameterError($"{path}.{name}", $"{value} is more than {Most}"));
        }
    }
}
