using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>A parameter of a layer.</summary>
/// <param name="Name"><c>weight</c> or <c>bias</c>.</param>
/// <param name="Shape">In the layout of PyTorch's modules: <c>[out, in]</c>, <c>[out]</c>.</param>
/// <param name="FanIn">The number of inputs that one output of the layer sees.</param>
/// <param name="Init">Its first values.</param>
internal sealed record ParameterSpec(string Name, Shape Shape, int FanIn, InitSpec Init);
