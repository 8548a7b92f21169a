namespace ActorTraining.Training.Weights;

/// <summary>A class or function that a pickle names. It is only ever a name: nothing is looked up or called.</summary>
/// <param name="Name">Module and name: <c>collections.OrderedDict</c>.</param>
internal sealed record PickleGlobal(string Name);
