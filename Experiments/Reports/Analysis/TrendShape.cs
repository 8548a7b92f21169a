namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>How the objective depends on one numeric parameter over the values that were tried.</summary>
internal enum TrendShape
{
    /// <summary>Hardly at all.</summary>
    Level,

    /// <summary>It gets better towards larger values.</summary>
    BetterUpwards,

    /// <summary>It gets better towards smaller values.</summary>
    BetterDownwards,

    /// <summary>It gets better up to a value inside, and worse beyond.</summary>
    Peak,

    /// <summary>It goes better and worse more than once.</summary>
    Irregular,
}
