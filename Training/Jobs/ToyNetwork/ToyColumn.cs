namespace ActorTraining.Training.Jobs.ToyNetwork;

/// <summary>The units of one layer during a step.</summary>
/// <param name="Values">What the units put out.</param>
/// <param name="Gradients">The gradient of the loss with respect to each of these.</param>
internal sealed record ToyColumn(IReadOnlyList<double> Values, IReadOnlyList<double> Gradients);
