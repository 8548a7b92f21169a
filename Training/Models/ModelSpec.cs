using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>A feed-forward network: what goes in, and the layers one after the other. Immutable; JSON through <see cref="SpecJson"/>.</summary>
/// <param name="InputShape">The shape of one sample, without the batch: <c>[784]</c>, <c>[3, 32, 32]</c>.</param>
/// <param name="Layers">The layers in their order, at least one.</param>
/// <example>
/// <code>
/// new ModelSpec([784],
/// [
///     new LinearSpec(128) { WeightInit = new NormalInit(), BiasInit = new ZerosInit() },
///     new SigmoidSpec(),
///     new LinearSpec(10) { WeightInit = new NormalInit(), BiasInit = new ZerosInit() },
/// ]);
/// </code>
/// </example>
public sealed record ModelSpec(Shape InputShape, IReadOnlyList<LayerSpec> Layers)
{
    /// <summary>Adds to <paramref name="errors"/> everything that is wrong with the network, each with its path.</summary>
    /// <param name="path">Where the network stands, for example <c>spec.params.model</c>.</param>
    /// <param name="errors">Receives one entry per fault; nothing is added for a valid network.</param>
    public void Validate(string path, ICollection<ParameterError> errors)
    {
        int before = errors.Count;
        if (InputShape.Rank == 0 || InputShape.Length == 0)
            errors.Add(new ParameterError($"{path}.inputShape", $"{InputShape} holds no value: every size must be at least 1"));
        if (Layers.Count == 0)
            errors.Add(new ParameterError($"{path}.layers", "there is no layer; a model needs at least one"));
        Shape shape = InputShape;
        for (int i = 0; i < Layers.Count && errors.Count == before; i++)
        {
            // Behind a faulty layer the shapes are unknown, so what follows cannot be judged.
            if (Layers[i] is null)
                errors.Add(new ParameterError($"{path}.layers[{i}]", "null is not a layer"));
            else
                Layers[i].Validate(shape, $"{path}.layers[{i}]", errors);
            if (errors.Count == before)
                shape = Layers[i].OutputShape(shape);
        }
    }

    /// <summary>The shape of one output sample.</summary>
    /// <exception cref="InvalidModelException">The network has faults.</exception>
    public Shape OutputShape() => InputShapes()[^1];

    /// <summary>The number of trainable values.</summary>
    /// <exception cref="InvalidModelException">The network has faults.</exception>
    public long ParameterCount() => Parameters().Sum(parameter => (long)parameter.Shape.Length);

    /// <summary>All parameters in their order, under their full names: <c>0.weight</c>, <c>0.bias</c>, <c>2.weight</c>, ...</summary>
    internal IEnumerable<ParameterSpec> Parameters()
    {
        IReadOnlyList<Shape> shapes = InputShapes();
        return Layers.SelectMany((layer, i) => layer.Parameters(shapes[i]).Select(p => p with { Name = $"{i}.{p.Name}" }));
    }

    /// <summary>All buffers in their order, under their full names: <c>1.running_mean</c>, ...</summary>
    internal IEnumerable<BufferSpec> Buffers()
    {
        IReadOnlyList<Shape> shapes = InputShapes();
        return Layers.SelectMany((layer, i) => layer.Buffers(shapes[i]).Select(b => b with { Name = $"{i}.{b.Name}" }));
    }

    /// <summary>Names and shapes of the whole state in the order of a state dictionary: layer by layer, parameters before buffers.</summary>
    internal IReadOnlyList<(string Name, Shape Shape)> State()
    {
        IReadOnlyList<Shape> shapes = InputShapes();
        return [.. Layers.SelectMany((layer, i) =>
            layer.Parameters(shapes[i]).Select(p => ($"{i}.{p.Name}", p.Shape))
                .Concat(layer.Buffers(shapes[i]).Select(b => ($"{i}.{b.Name}", b.Shape))))];
    }

    /// <summary>The fewest samples that a training step may have.</summary>
    internal int LeastBatch()
    {
        IReadOnlyList<Shape> shapes = InputShapes();
        return Layers.Select((layer, i) => layer.LeastBatch(shapes[i])).Max();
    }

    /// <summary>The shape of the samples that go into each layer, and last that of the output.</summary>
    internal IReadOnlyList<Shape> InputShapes()
    {
        var errors = new List<ParameterError>();
        Validate("model", errors);
        if (errors.Count > 0)
            throw new InvalidModelException(errors);
        var shapes = new List<Shape> { InputShape };
        foreach (LayerSpec layer in Layers)
            shapes.Add(layer.OutputShape(shapes[^1]));
        return shapes;
    }
}
