using ActorTraining.Training.Losses;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The formulas of <see cref="NegativeLogLikelihood"/>.</summary>
internal sealed unsafe class NegativeLogLikelihoodStage : LossStage
{
    public override bool TakesLabels => true;

    public override double Run(PaddedMatrix output, Targets targets, PaddedMatrix? gradient, int rows, out int correct)
    {
        double loss = 0;
        correct = 0;
        gradient?.Storage[..(rows * gradient.Stride)].Clear();
        for (int row = 0; row < rows; row++)
        {
            Span<float> logarithms = output.Row(row);
            int label = targets.Labels[row];
            loss -= logarithms[label];
            correct += Largest(logarithms) == label ? 1 : 0;
            if (gradient is not null)
                gradient.Row(row)[label] = -1f / rows;
        }

        return loss;
    }

    private static int Largest(ReadOnlySpan<float> values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
            largest = values[i] > values[largest] ? i : largest;
        return largest;
    }
}
