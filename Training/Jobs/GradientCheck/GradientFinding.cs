namespace ActorTraining.Training.Jobs.GradientCheck;

/// <summary>The worst that was found about a layer or a loss.</summary>
/// <param name="Double">The largest relative error in float64; NaN where a gradient was no number.</param>
/// <param name="Single">The largest relative error in float32.</param>
/// <param name="Shape">The shape with the largest error in float64.</param>
internal sealed record GradientFinding(double Double, double Single, string Shape)
{
    /// <summary>Before the first check.</summary>
    public static readonly GradientFinding None = new(0, 0, "");

    /// <summary>Whether both errors are below their limits; NaN is not.</summary>
    public bool Passes => Double < GradientCheckJob.DoubleLimit && Single < GradientCheckJob.SingleLimit;

    /// <summary>The worst of this and another check.</summary>
    public GradientFinding With(double inDouble, double inSingle, string shape) =>
        new(Math.Max(Double, inDouble), Math.Max(Single, inSingle), Shape.Length == 0 || !(inDouble <= Double) ? shape : Shape);
}
