namespace ActorTraining.Training.Layers;

/// <summary>What a forward pass is for. Layers with statistics or masks behave differently in the two.</summary>
public enum Mode
{
    /// <summary>A backward pass follows.</summary>
    Train,

    /// <summary>Only the output matters.</summary>
    Evaluate,
}
