using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>Draws the first parameters of a model, the same for every backend.</summary>
internal static class Initialization
{
    /// <summary>
    /// The parameters layer by layer, each weight before its bias, and the buffers, under the names and in the layout of <see cref="IModel.GetState"/>.
    /// </summary>
    public static IReadOnlyList<NamedTensor> Draw(ModelSpec model, IRandomSource random) =>
    [
        .. model.Parameters().Select(parameter => new NamedTensor(parameter.Name, Draw(parameter, random))),
        .. model.Buffers().Select(buffer => new NamedTensor(buffer.Name, Filled(buffer))),
    ];

    private static Tensor<float> Filled(BufferSpec buffer)
    {
        var value = new Tensor<float>(buffer.Shape);
        value.Span.Fill(buffer.Initial);
        return value;
    }

    private static Tensor<float> Draw(ParameterSpec parameter, IRandomSource random)
    {
        var value = new Tensor<float>(parameter.Shape);
        if (parameter.Shape.Rank != 2 || parameter.Init.DrawsModuleLayout)
        {
            parameter.Init.Fill(value.Span, parameter.FanIn, random);
            return value;
        }

        // Drawn as W [in, out] of x W, stored as [out, in].
        int outputs = parameter.Shape[0], inputs = parameter.Shape.Length / outputs;
        var drawn = new Tensor<float>([inputs, outputs]);
        parameter.Init.Fill(drawn.Span, parameter.FanIn, random);
        for (int output = 0; output < outputs; output++)
        {
            for (int input = 0; input < inputs; input++)
                value[output * inputs + input] = drawn[input, output];
        }

        return value;
    }
}
