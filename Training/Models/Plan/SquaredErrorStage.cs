using ActorTraining.Training.Losses;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The formulas of <see cref="SquaredError"/>.</summary>
internal sealed unsafe class SquaredErrorStage(int columns) : LossStage
{
    public override bool TakesLabels => false;

    public override double Run(PaddedMatrix output, Targets targets, PaddedMatrix? gradient, int rows, out int correct)
    {
        correct = 0;
        double loss = 0;
        float factor = 2f / (rows * columns);
        for (int row = 0; row < rows; row++)
        {
            Span<float> outputs = output.Row(row);
            Span<float> gradients = gradient is null ? default : gradient.Row(row);
            float* values = targets.Values + row * columns;
            for (int i = 0; i < columns; i++)
            {
                float difference = outputs[i] - values[i];
                loss += (double)difference * difference;
                if (gradient is not null)
                    gradients[i] = factor * difference;
            }
        }

        return loss / columns;
    }
}
