namespace ActorTraining.Training.Models;

/// <summary>The default of PyTorch's modules: uniform on ±1/√fan-in, for weights and biases alike.</summary>
/// <remarks>
/// <c>nn.Linear.reset_parameters</c>: <c>kaiming_uniform_(weight, a=√5)</c> and <c>uniform_(bias, ±1/√fan_in)</c>. A weight is drawn in the
/// module's layout <c>[out, in]</c>. He et al., "Delving Deep into Rectifiers", 2015, with the gain √(2 / (1 + a²)).
/// </remarks>
public sealed record KaimingUniformInit : InitSpec
{
    internal override bool DrawsModuleLayout => true;

    internal override void Fill(Span<float> target, int fanIn, IRandomSource random)
    {
        float bound = (float)(1 / Math.Sqrt(fanIn));
        random.Uniform(target);
        // Rounded once, as in PyTorch.
        foreach (ref float value in target)
            value = MathF.FusedMultiplyAdd(value, bound + bound, -bound);
    }
}
