namespace ActorTraining.Experiments.Specs;

/// <summary>The metric that trials are compared by.</summary>
public sealed record Objective
{
    /// <summary>A metric that the job reports, for example <c>test.accuracy</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>Which way is better.</summary>
    public ObjectiveDirection Direction { get; init; } = ObjectiveDirection.Maximize;

    /// <summary>Which of a trial's values counts.</summary>
    public ObjectiveValue Value { get; init; } = ObjectiveValue.Last;

    /// <summary>The higher, the better.</summary>
    /// <param name="metric">A metric that the job reports.</param>
    public static Objective Maximize(string metric) => new() { Metric = metric, Direction = ObjectiveDirection.Maximize };

    /// <summary>The lower, the better.</summary>
    /// <param name="metric">A metric that the job reports.</param>
    public static Objective Minimize(string metric) => new() { Metric = metric, Direction = ObjectiveDirection.Minimize };

    /// <summary>Whether <paramref name="a"/> is better than <paramref name="b"/>; NaN is worse than anything and never better.</summary>
    public bool IsBetter(double a, double b) =>
        !double.IsNaN(a) && (double.IsNaN(b) || (Direction == ObjectiveDirection.Maximize ? a > b : a < b));
}
