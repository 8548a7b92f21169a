namespace ActorTraining.Training.Jobs.ToyNetwork;

/// <summary>What one step of the toy network was: the way forward, the loss, and how far the weights moved.</summary>
/// <param name="Logit">z, what goes into the sigmoid.</param>
/// <param name="Output">p = σ(z).</param>
/// <param name="Loss">The binary cross-entropy of p with the target, in nats.</param>
/// <param name="LossSlope">dL/dp.</param>
/// <param name="Slope">σ'(z) = p (1 - p).</param>
/// <param name="LogitGradient">dL/dz, as the way back used it.</param>
/// <param name="LargestGradient">The largest |dL/dw| of all weights.</param>
/// <param name="LargestChange">The largest change of a weight by the step.</param>
internal sealed record ToyStep(
    double Logit, double Output, double Loss, double LossSlope, double Slope, double LogitGradient, double LargestGradient, double LargestChange);
