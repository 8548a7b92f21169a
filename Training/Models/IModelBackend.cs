namespace ActorTraining.Training.Models;

/// <summary>Builds models. Every backend gives the same numbers for the same spec and random numbers, within rounding.</summary>
public interface IModelBackend
{
    /// <summary>The name in specs and logs: <c>managed</c>, <c>torch</c>.</summary>
    string Name { get; }

    /// <summary>Builds a model and draws its first parameters.</summary>
    /// <param name="model">The network.</param>
    /// <param name="training">Optimizer, loss and the largest batch.</param>
    /// <param name="random">Draws the parameters layer by layer, each weight before its bias.</param>
    /// <exception cref="InvalidModelException">The specs have faults.</exception>
    IModel Build(ModelSpec model, TrainingSpec training, IRandomSource random);
}
