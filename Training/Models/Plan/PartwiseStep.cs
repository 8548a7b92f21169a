using ActorTraining.Training.Kernels;

namespace ActorTraining.Training.Models.Plan;

/// <summary>A training step of a network with a single stage, part of the batch by part: outputs and gradients of a whole batch of images would leave the cache between the passes.</summary>
/// <param name="stage">The stage.</param>
/// <param name="loss">The loss.</param>
/// <param name="inputs">The values of an input sample.</param>
/// <param name="outputs">The values of an output sample.</param>
internal sealed unsafe class PartwiseStep(IPartwiseStage stage, IPartwiseLoss loss, int inputs, int outputs)
{
    /// <summary>The step of a plan and a loss that allow it; null for others.</summary>
    public static PartwiseStep? For(ExecutionPlan plan, LossStage loss, int inputs, int outputs) =>
        plan.Only is IPartwiseStage stage && loss is IPartwiseLoss partwise ? new PartwiseStep(stage, partwise, inputs, outputs) : null;

    /// <summary>Goes forward and back.</summary>
    /// <param name="input">The samples, one after another.</param>
    /// <param name="targets">The values they are compared with, one after another.</param>
    /// <param name="rows">The number of samples.</param>
    /// <param name="descent">How to update the parameters on the spot; null to leave their gradients to an optimizer.</param>
    /// <returns>The sum over the samples of their losses.</returns>
    public double Run(float* input, float* targets, int rows, Descent? descent)
    {
        double sum = 0;
        stage.BeginParts();
        for (int first = 0; first < rows; first += stage.PartRows)
        {
            int part = Math.Min(stage.PartRows, rows - first);
            var view = new MatrixView(input + (nint)first * inputs, inputs, inputs);
            stage.ForwardPart(view, part);
            sum += loss.RunPart(stage.Output, new Targets(null, targets + (nint)first * outputs), stage.OutputGradient, part, rows);
            stage.AddPart(part);
        }

        stage.FinishParts(descent);
        return sum;
    }
}
