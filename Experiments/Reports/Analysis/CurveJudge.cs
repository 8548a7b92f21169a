namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>Judges how a trial's learning went, from its curves alone.</summary>
/// <remarks>
/// Whether training works is judged by the training loss; whether it is finished, by the loss on held-out data where there is one, since the training loss
/// of a large network falls for ever. Every curve is turned so that lower is better, and smoothed if it is long. In this order:
/// <list type="number">
/// <item>diverged: the training curve has a NaN or an infinity, or the mean of its last quarter is above its first value;</item>
/// <item>unknown: it has fewer than 4 values;</item>
/// <item>flat: its lowest value is less than 1% below its first;</item>
/// <item>unstable: in its second half it goes back and forth (the way travelled less the way gained) by more than a quarter of its whole fall,
/// and by more than 2% of its level from one value to the next (less is noise on a curve that moves little);</item>
/// <item>improving: by the slope of the held-out curve's last quarter (least squares), that quarter made more than 10% of its whole fall, or as long again as the trial
/// ran would bring it down by more than 10% of its present value (of its whole fall, for curves that are not positive);</item>
/// <item>converged: otherwise.</item>
/// </list>
/// </remarks>
internal static class CurveJudge
{
    /// <summary>The fewest values that a curve is judged by.</summary>
    public const int FewestValues = 4;

    /// <summary>The fall, relative to the first value, below which a curve counts as flat.</summary>
    public const double FlatShare = 0.01;

    /// <summary>The back-and-forth, relative to the whole fall, above which a curve counts as unstable.</summary>
    public const double UnstableShare = 0.25;

    /// <summary>The back-and-forth per value, relative to the values, below which it is the noise of a curve that moves little.</summary>
    public const double RestlessShare = 0.02;

    /// <summary>The fall, relative to the whole one or to the present value, above which a curve counts as still improving.</summary>
    public const double ImprovingShare = 0.1;

    /// <summary>Judges a trial.</summary>
    /// <param name="training">The curve that training lowers.</param>
    /// <param name="heldOut">The same quantity on data that the trial did not learn from; null where there is none.</param>
    public static CurveJudgement Judge(Curve training, Curve? heldOut)
    {
        var curve = training.Smoothed();
        CurveJudgement Because(CurveVerdict verdict, double measure = 0) => new(verdict, curve, false, measure);
        if (curve.BrokenAt is not null) return Because(CurveVerdict.Diverged);
        if (curve.Count < FewestValues) return Because(CurveVerdict.Unknown);
        if (curve.Values.Skip(curve.LastQuarter).Average() > curve.First) return Because(CurveVerdict.Diverged);

        var fall = curve.First - curve.Values.Min();
        if (fall < FlatShare * Math.Abs(curve.First)) return Because(CurveVerdict.Flat);
        var (wobble, level, steps) = Wobble(curve);
        if (wobble > UnstableShare * fall && wobble / steps > RestlessShare * level) return Because(CurveVerdict.Unstable, wobble / fall);

        var settling = heldOut is { Count: >= FewestValues, BrokenAt: null } ? heldOut.Smoothed() : curve;
        var slope = settling.SlopeFrom(settling.LastQuarter);
        return new CurveJudgement(IsImproving(settling, slope) ? CurveVerdict.Improving : CurveVerdict.Converged, settling, settling != curve, slope);
    }

    private static bool IsImproving(Curve curve, double slope)
    {
        var fall = curve.First - curve.Values.Min();
        var ahead = -slope * (curve.Steps[^1] - curve.Steps[0]);
        var quarter = -slope * (curve.Steps[^1] - curve.Steps[curve.LastQuarter]);
        return quarter > ImprovingShare * fall || ahead > ImprovingShare * (curve.Values.All(v => v > 0) ? curve.Last : fall);
    }

    /// <summary>How far the second half of a curve travels beyond the way it gains; its mean size; and its number of steps.</summary>
    private static (double Wobble, double Level, int Steps) Wobble(Curve curve)
    {
        var half = curve.Count / 2;
        var steps = curve.Count - 1 - half;
        var travelled = Enumerable.Range(half, steps).Sum(i => Math.Abs(curve.Values[i + 1] - curve.Values[i]));
        return (travelled - Math.Abs(curve.Last - curve.Values[half]), curve.Values.Skip(half).Average(Math.Abs), steps);
    }
}
