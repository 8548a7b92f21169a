using System.Text;
using ActorTraining.Training.Pictures;

namespace ActorTraining.Training.Jobs.ToyNetwork;

/// <summary>Says in words, from the numbers of a run, why the weights of the toy network moved or did not.</summary>
internal static class ToyExplanation
{
    private const int MostRows = 10;

    /// <summary>Writes it.</summary>
    /// <param name="network">The network in a few words.</param>
    /// <param name="target">t.</param>
    /// <param name="fused">Whether the way back went through loss and sigmoid in one.</param>
    /// <param name="steps">The steps, at least one.</param>
    /// <returns>Markdown.</returns>
    public static string Write(string network, double target, bool fused, IReadOnlyList<ToyStep> steps)
    {
        ToyStep first = steps[0];
        var text = new StringBuilder();
        text.Append($"# {Headline(first, target)}\n\n{network}\n\n");
        text.Append("| step | z | output σ(z) | loss | largest gradient | largest change of a weight |\n| ---: | ---: | ---: | ---: | ---: | ---: |\n");
        int shown = Math.Min(MostRows, steps.Count);
        while (shown > 1 && steps[shown - 1] == steps[shown - 2])
            shown--;
        for (int i = 0; i < shown; i++)
            text.Append($"| {i + 1} | {N(steps[i].Logit)} | {N(steps[i].Output)} | {N(steps[i].Loss)} | {N(steps[i].LargestGradient)} | {N(steps[i].LargestChange)} |\n");
        if (shown < steps.Count)
            text.Append(steps[^1] == steps[shown - 1] ? "\nAll later steps are as the last one here.\n" : $"\nThe first {shown} of {steps.Count} steps.\n");
        text.Append($"\n{Forward(first)}\n\n{Backward(first, target, fused)}\n");
        if (!fused && first.Output != target)
            text.Append($"\n{Remedy(first, target)}\n");
        if (first.LargestChange > 0 && steps[^1] is { Logit: 0, LargestGradient: 0 } last && last.Output != target)
            text.Append($"\n{Dead(first)}\n");
        return text.ToString();
    }

    private static string Headline(ToyStep step, double target) => step switch
    {
        { LargestChange: > 0 } => "The weights move",
        _ when step.Output == target => "Nothing to learn: the output is the target",
        { Slope: 0 } => "Stuck: the target is not reached, and the gradient is zero all the same",
        _ => "The weights do not move",
    };

    private static string Forward(ToyStep step)
    {
        double tail = Math.Exp(-Math.Abs(step.Logit));
        string side = step.Logit >= 0 ? "1" : "0";
        return step.Slope == 0
            ? $"Forward: z = {N(step.Logit)}, and σ(z) is {side} up to e^−|z| = {(tail == 0 ? "a number too small for float64" : N(tail))}. Next to 1, float64 keeps nothing below 1.1e−16: "
                + $"the computed output is exactly {side}. The sigmoid is saturated."
            : $"Forward: z = {N(step.Logit)}, and σ(z) = {N(step.Output)}. The sigmoid's slope there is σ'(z) = σ(z) (1 − σ(z)) = {N(step.Slope)}; it is 0.25 at most, at z = 0.";
    }

    private static string Backward(ToyStep step, double target, bool fused)
    {
        if (fused)
        {
            return $"Backward: loss and sigmoid differentiated as one give dL/dz = σ(z) − t = {N(step.Output)} − {N(target)} = {N(step.LogitGradient)}. "
                + $"No slope of the sigmoid is in it, so that saturation does not stop it. The largest gradient of a weight is {N(step.LargestGradient)}.";
        }

        string chain = $"Backward: dL/dz = dL/dp · σ'(z) = {N(step.LossSlope)} · {N(step.Slope)} = {N(step.LogitGradient)}. ";
        return chain + (step.LogitGradient != 0
            ? $"The largest gradient of a weight is {N(step.LargestGradient)}."
            : step.Output == target
                ? "Both factors are zero: the loss has its least value, and the sigmoid is flat. Every gradient is a multiple of dL/dz, so all are 0 and every weight stays as it is."
                : "However large the first factor, the second is zero, and every gradient of a weight is a multiple of their product: all are 0, and no number of steps will change a weight.");
    }

    private static string Remedy(ToyStep step, double target) =>
        $"The same loss differentiated in one piece with the sigmoid would have dL/dz = σ(z) − t = {N(step.Output - target)}: "
        + "the σ'(z) of the sigmoid cancels against the σ(z) (1 − σ(z)) below the fraction in dL/dp, but only on paper; in float64 the product of an infinite and a zero factor is lost. "
        + "That is why libraries offer the loss on logits (here `fused: true`), and why first weights are chosen small enough to keep z near 0.";

    private static string Dead(ToyStep step) =>
        $"Afterwards: z = 0 and every gradient is 0, with the target as far away as before. A step that changed weights by up to {N(step.LargestChange)} made the sums of the ReLU units negative; "
        + "there the rectifier is flat, nothing passes it forward and nothing comes back. A gradient that does not vanish is not yet a learning rate that fits.";

    private static string N(double value) => FigureText.Of(value, 6);
}
