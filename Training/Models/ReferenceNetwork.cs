using System.Numerics;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>Builds the readable, unfused form of a model: slow, in any precision, for checks and explanations.</summary>
public static class ReferenceNetwork
{
    /// <summary>The layers of a model with the parameters of a state.</summary>
    /// <typeparam name="T">float, or double where gradients are checked.</typeparam>
    /// <param name="model">The network.</param>
    /// <param name="state">Its parameters and buffers, as <see cref="IModel.GetState"/> gives them.</param>
    /// <exception cref="InvalidModelException">The network has faults.</exception>
    /// <exception cref="StateMismatchException">The state belongs to another network.</exception>
    public static Sequential<T> Create<T>(ModelSpec model, IReadOnlyList<NamedTensor> state) where T : unmanaged, IFloatingPointIeee754<T>
    {
        IReadOnlyList<Shape> shapes = model.InputShapes();
        var network = new Sequential<T>([.. model.Layers.Select((layer, i) => layer.CreateReference<T>(shapes[i]))]);
        IReadOnlyList<Tensor<float>> tensors = StateMatch.Order(state, model.State(), "the network");
        IEnumerable<Tensor<T>> targets = network.Layers.SelectMany(layer =>
            layer.Parameters.Select(parameter => parameter.Value).Concat(layer.Buffers.Select(buffer => buffer.Value)));
        foreach ((Tensor<T> target, Tensor<float> tensor) in targets.Zip(tensors))
            Import(target, tensor);
        return network;
    }

    /// <summary>A linear weight is stored as <c>[out, in]</c> and computed with as <c>[in, out]</c>.</summary>
    private static void Import<T>(Tensor<T> target, Tensor<float> stored) where T : unmanaged, IFloatingPointIeee754<T>
    {
        bool transposed = stored.Shape.Rank == 2;
        int columns = transposed ? stored.Shape[0] : stored.Length, rows = stored.Length / Math.Max(columns, 1);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                target[row * columns + column] = T.CreateChecked(stored[transposed ? column * rows + row : column]);
        }
    }
}
