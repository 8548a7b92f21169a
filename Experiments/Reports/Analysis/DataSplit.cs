namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>The part of the data that a metric was measured on.</summary>
internal enum DataSplit
{
    /// <summary>What the model learns from.</summary>
    Train,

    /// <summary>What choices are made on.</summary>
    Validation,

    /// <summary>What is kept for the end.</summary>
    Test,

    /// <summary>The metric's name does not say.</summary>
    Unknown,
}
