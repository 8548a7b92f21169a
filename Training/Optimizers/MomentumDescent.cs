using ActorTraining.Training.Kernels;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Optimizers;

/// <summary>Gradient descent with momentum: v = momentum v + g + decay w; w = w - rate v (<c>torch.optim.SGD</c>, dampening 0).</summary>
internal sealed unsafe class MomentumDescent(SgdSpec spec, IReadOnlyList<TrainableMatrix> parameters, KernelSet kernels)
    : Optimizer(parameters, spec.LearningRate, "momentum_buffer")
{
    protected override void Update()
    {
        for (int i = 0; i < Parameters.Count; i++)
        {
            PaddedMatrix value = Parameters[i].Value;
            kernels.DescendWithMomentum(
                value.Pointer, Parameters[i].Gradient!.Pointer, Running(i, 0).Pointer, value.Storage.Length,
                (float)LearningRate, (float)spec.Momentum, (float)spec.WeightDecay);
        }
    }
}
