using ActorTraining.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;

namespace ActorTraining.Training.Torch.Optimizers;

/// <summary>Gradient descent with momentum: v = momentum v + g + decay w; w = w - rate v (<c>torch.optim.SGD</c>, dampening 0).</summary>
internal sealed class TorchMomentumDescent(SgdSpec spec, IReadOnlyList<(string Name, Parameter Value)> parameters)
    : TorchOptimizer(parameters, spec.LearningRate, "momentum_buffer")
{
    private readonly Scalar _decay = spec.WeightDecay.ToScalar(), _momentum = spec.Momentum.ToScalar();
    private Scalar _step = 0.0.ToScalar();

    public override void Dispose()
    {
        base.Dispose();
        _decay.Dispose();
        _momentum.Dispose();
        _step.Dispose();
    }

    protected override void BeginStep() => Hold(ref _step, -LearningRate);

    protected override void Update(Parameter parameter, torch.Tensor gradient, torch.Tensor[] running)
    {
        torch.Tensor velocity = running[0];
        velocity.mul_(_momentum).add_(spec.WeightDecay == 0 ? gradient : gradient.add(parameter, _decay), HeldScalar.One);
        parameter.add_(velocity, _step);
    }
}
