using ActorTraining.Training.Losses;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The formulas of <see cref="BinaryCrossEntropy"/>; outputs of such networks are few, so they are taken one by one.</summary>
internal sealed unsafe class BinaryCrossEntropyStage(int columns) : LossStage
{
    public override bool TakesLabels => false;

    public override double Run(PaddedMatrix output, Targets targets, PaddedMatrix? gradient, int rows, out int correct)
    {
        correct = 0;
        double loss = 0;
        int count = rows * columns;
        for (int row = 0; row < rows; row++)
        {
            Span<float> probabilities = output.Row(row);
            Span<float> gradients = gradient is null ? default : gradient.Row(row);
            float* values = targets.Values + row * columns;
            for (int i = 0; i < columns; i++)
            {
                float p = probabilities[i], t = values[i];
                loss -= t * Log(p) + (1 - t) * Log(1 - p);
                if (gradient is not null)
                    gradients[i] = (p - t) / MathF.Max(p * (1 - p), (float)BinaryCrossEntropy.LeastVariance) / count;
            }
        }

        return loss / columns;
    }

    private static double Log(float p) => Math.Max(Math.Log(p), BinaryCrossEntropy.LowestLog);
}
