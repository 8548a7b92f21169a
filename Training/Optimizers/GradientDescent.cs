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
        for (int i = 0; i < Parameters.Count; i++)
        {
            PaddedMatrix value = Parameters[i].Value;
            kernels.Descend(value.Pointer, Parameters[i].Gradient!.Pointer, value.Storage.Length, (float)LearningRate, (float)spec.WeightDecay);
        }
    }
}
