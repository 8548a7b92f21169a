namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>How a trial's learning went. The rules are those of <see cref="CurveJudge"/>.</summary>
internal enum CurveVerdict
{
    /// <summary>Too few values to say.</summary>
    Unknown,

    /// <summary>It learnt, and at its end nothing moved much any more.</summary>
    Converged,

    /// <summary>It learnt, and would have gone on to.</summary>
    Improving,

    /// <summary>It hardly learnt anything.</summary>
    Flat,

    /// <summary>It went up and down instead of settling.</summary>
    Unstable,

    /// <summary>It became NaN or infinite, or worse than it began.</summary>
    Diverged,
}
