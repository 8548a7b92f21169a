using ActorTraining.Training.Kernels;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Optimizers;

/// <summary>Plain gradient descent. Where it is fused, the backward pass does the whole update, so no gradient is ever stored.</summary>
internal sealed unsafe class GradientDescent(SgdSpec spec, IReadOnlyList<TrainableMatrix> parameters, KernelSet kernels, bool fused)
    : Optimizer(parameters, spec.LearningRate)
{
    public override Descent? Descent => fused ? new Descent((float)LearningRate, (float)spec.WeightDecay) : null;

    protected override void Update()
    {
        if (fused)
            return;
        foreach (TrainableMatrix parameter in Parameters)
            kernels.Descend(parameter.Value.Pointer, parameter.Gradient!.Pointer, parameter.Value.Storage.Length, (float)LearningRate, (float)spec.WeightDecay);
    }
}
