using ActorTraining.Training.Kernels;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>Softmax and cross-entropy in one pass. The formulas are those of <see cref="SoftmaxCrossEntropy"/>.</summary>
internal sealed unsafe class CrossEntropyStage(KernelSet kernels, int classes) : LossStage
{
    private readonly PaddedMatrix _mask = PaddingMask.Create(classes);

    public override bool TakesLabels => true;

    public override double Run(PaddedMatrix output, Targets targets, PaddedMatrix? gradient, int rows, out int correct) =>
        kernels.CrossEntropy(
            output.Pointer, _mask.Pointer, targets.Labels, gradient is null ? null : gradient.Pointer, rows, output.Stride, out correct);
}
