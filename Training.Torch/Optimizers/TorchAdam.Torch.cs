using ActorTraining.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;

namespace ActorTraining.Training.Torch.Optimizers;

/// <summary>Adam with bias correction, and AdamW where the decay is decoupled: w = w - rate / (1 - β₁ᵗ) m / (√v / √(1 - β₂ᵗ) + ε).</summary>
/// <remarks>Numerator and denominator are multiplied by √(1 - β₂ᵗ), so that only numbers, and no tensors, depend on t.</remarks>
internal sealed class TorchAdam(AdamSpec spec, IReadOnlyList<(string Name, Parameter Value)> parameters)
    : TorchOptimizer(parameters, spec.LearningRate, "exp_avg", "exp_avg_sq")
{
    private readonly Scalar _beta1 = spec.Beta1.ToScalar(), _oneMinusBeta1 = (1 - spec.Beta1).ToScalar();
    private readonly Scalar _beta2 = spec.Beta2.ToScalar(), _oneMinusBeta2 = (1 - spec.Beta2).ToScalar();
    private readonly Scalar _decay = spec.WeightDecay.ToScalar();
    private Scalar _step = 0.0.ToScalar(), _epsilon = 0.0.ToScalar(), _kept = 1.0.ToScalar();

    public override void Dispose()
    {
        base.Dispose();
        foreach (Scalar scalar in (ReadOnlySpan<Scalar>)[_beta1, _oneMinusBeta1, _beta2, _oneMinusBeta2, _decay, _step, _epsilon, _kept])
            scalar.Dispose();
    }

    protected override void BeginStep()
    {
        double correction = Math.Sqrt(1 - Math.Pow(spec.Beta2, Steps));
        Hold(ref _step, -LearningRate / (1 - Math.Pow(spec.Beta1, Steps)) * correction);
        Hold(ref _epsilon, spec.Epsilon * correction);
        Hold(ref _kept, 1 - (LearningRate * spec.WeightDecay));
    }

    protected override void Update(Parameter parameter, torch.Tensor gradient, torch.Tensor[] running)
    {
        if (spec.WeightDecay != 0 && spec.Decoupled)
            parameter.mul_(_kept);
        else if (spec.WeightDecay != 0)
            gradient = gradient.add(parameter, _decay);
        running[0].mul_(_beta1).add_(gradient, _oneMinusBeta1);
        running[1].mul_(_beta2).addcmul_(gradient, gradient, _oneMinusBeta2);
        torch.Tensor denominator = running[1].sqrt().add_(_epsilon, HeldScalar.One);
        parameter.addcdiv_(running[0], denominator, _step);
    }
}
