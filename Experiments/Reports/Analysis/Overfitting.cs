namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>A sign of over-fitting: the loss on held-out data rises while the training loss still falls.</summary>
/// <param name="From">The step at which the held-out loss was lowest.</param>
/// <param name="Lowest">The held-out loss there.</param>
/// <param name="Last">The held-out loss at the end.</param>
/// <param name="TrainThere">The training loss where the held-out loss was lowest.</param>
/// <param name="TrainLast">The training loss at the end.</param>
internal sealed record Overfitting(long From, double Lowest, double Last, double TrainThere, double TrainLast)
{
    /// <summary>The rise over its lowest value, relative to that, from which a held-out loss counts as rising.</summary>
    public const double RisingShare = 0.02;

    /// <summary>The rise, relative to the lowest value.</summary>
    public double Rise => (Last - Lowest) / Math.Abs(Lowest);

    /// <summary>
    /// Looks for the sign: the held-out loss ends at least 2% above its lowest value, that value is not its last, and the training loss is lower at the
    /// end than it was then. Both curves are smoothed if they are long.
    /// </summary>
    public static Overfitting? Find(Curve train, Curve heldOut)
    {
        (train, heldOut) = (train.Smoothed(), heldOut.Smoothed());
        if (train.Count < CurveJudge.FewestValues || heldOut.Count < CurveJudge.FewestValues || heldOut.Values.Min() == 0) return null;
        var lowest = heldOut.Lowest;
        var there = train.Steps.Select((step, i) => (step, i)).LastOrDefault(p => p.step <= heldOut.Steps[lowest]).i;
        var sign = new Overfitting(heldOut.Steps[lowest], heldOut.Values[lowest], heldOut.Last, train.Values[there], train.Last);
        return sign.Rise >= RisingShare && sign.TrainLast < sign.TrainThere ? sign : null;
    }
}
