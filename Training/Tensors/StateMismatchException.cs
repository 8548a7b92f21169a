namespace ActorTraining.Training.Tensors;

/// <summary>A stored state belongs to another model or optimizer; the message names the tensor, what was expected and what was found.</summary>
/// <param name="message">What does not fit.</param>
public sealed class StateMismatchException(string message) : Exception(message);
