namespace ActorTraining.Training.Jobs;

/// <summary>A metric that a job reports.</summary>
/// <param name="Name">For example <c>test.accuracy</c>.</param>
/// <param name="Unit">What it is measured in: <c>1</c> for a fraction or a pure number, <c>nats</c>, <c>s</c>.</param>
/// <param name="Summary">One sentence for people.</param>
/// <param name="HigherIsBetter">Whether larger values are better; null where neither is.</param>
public sealed record MetricDescription(string Name, string Unit, string Summary, bool? HigherIsBetter);
