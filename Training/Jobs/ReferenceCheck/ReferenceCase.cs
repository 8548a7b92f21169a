using ActorTraining.Training.Models;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.ReferenceCheck;

/// <summary>Something that PyTorch computed forward and back; made by <c>tests/Training.Tests/Fixtures/reference_check.py</c>.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Layers">The layers; none for a loss alone.</param>
/// <param name="X">The input, <c>[batch, in]</c>.</param>
/// <param name="State">The parameters in PyTorch's layout.</param>
/// <param name="Output">The output, <c>[batch, out]</c>: logits where there are labels.</param>
/// <param name="InputGradient">dL/dx.</param>
/// <param name="Gradients">dL/dparameter, in PyTorch's layout.</param>
internal sealed record ReferenceCase(
    string Name,
    IReadOnlyList<LayerSpec> Layers,
    ReferenceTensor X,
    IReadOnlyDictionary<string, ReferenceTensor> State,
    ReferenceTensor Output,
    ReferenceTensor InputGradient,
    IReadOnlyDictionary<string, ReferenceTensor> Gradients)
{
    /// <summary>dL/doutput, where it was given instead of a loss.</summary>
    public ReferenceTensor? OutputGradient { get; init; }

    /// <summary>The classes, where the loss is the softmax cross-entropy.</summary>
    public int[]? Labels { get; init; }

    /// <summary>The loss, where there are labels.</summary>
    public double? Loss { get; init; }

    /// <summary>The network; null for a loss alone.</summary>
    public ModelSpec? CreateModel() => Layers.Count == 0 ? null : new ModelSpec(Shape.Create(X.Shape.AsSpan()[1..]), Layers);

    /// <summary>The parameters as a model takes them.</summary>
    public IReadOnlyList<NamedTensor> CreateState() => [.. State.Select(entry => new NamedTensor(entry.Key, entry.Value.As<float>()))];
}
