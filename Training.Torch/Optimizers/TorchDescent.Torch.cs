using ActorTraining.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;

namespace ActorTraining.Training.Torch.Optimizers;

/// <summary>Plain gradient descent: w = w - rate (g + decay w).</summary>
internal sealed class TorchDescent(SgdSpec spec, IReadOnlyList<(string Name, Parameter Value)> parameters) : TorchOptimizer(parameters, spec.LearningRate)
{
    private readonly Scalar _decay = spec.WeightDecay.ToScalar();
    private Scalar _step = 0.0.ToScalar();

    public override void Dispose()
    {
        base.Dispose();
        _decay.Dispose();
        _step.Dispose();
    }

    protected override void BeginStep() => Hold(ref _step, -LearningRate);

    protected override void Update(Parameter parameter, torch.Tensor gradient, torch.Tensor[] running) =>
        parameter.add_(spec.WeightDecay == 0 ? gradient : gradient.add(parameter, _decay), _step);
}
