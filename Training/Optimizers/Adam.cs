using ActorTraining.Training.Kernels;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Optimizers;

/// <summary>Adam with bias correction, as <c>torch.optim.Adam</c>: w = w - rate / (1 - β₁ᵗ) m / (√v / √(1 - β₂ᵗ) + ε).</summary>
internal sealed unsafe class Adam(AdamSpec spec, IReadOnlyList<TrainableMatrix> parameters, KernelSet kernels)
    : Optimizer(parameters, spec.LearningRate, "exp_avg", "exp_avg_sq")
{
    protected override void Update()
    {
        double correction = Math.Sqrt(1 - Math.Pow(spec.Beta2, Steps));
        var step = new AdamStep(
            Beta1: (float)spec.Beta1,
            OneMinusBeta1: (float)(1 - spec.Beta1),
            Beta2: (float)spec.Beta2,
            OneMinusBeta2: (float)(1 - spec.Beta2),
            Size: (float)(LearningRate / (1 - Math.Pow(spec.Beta1, Steps)) * correction),
            Epsilon: (float)(spec.Epsilon * correction),
            Decay: (float)(spec.Decoupled ? 0 : spec.WeightDecay),
            Kept: (float)(spec.Decoupled ? 1 - LearningRate * spec.WeightDecay : 1));
        for (int i = 0; i < Parameters.Count; i++)
        {
            PaddedMatrix value = Parameters[i].Value;
            kernels.Adam(
                value.Pointer, Parameters[i].Gradient!.Pointer, Running(i, 0).Pointer, Running(i, 1).Pointer, value.Storage.Length, step);
        }
    }
}
