namespace ActorTraining.Experiments.Reports;

/// <summary>Something that a reader should know about how the results came about.</summary>
/// <param name="Name">For example <c>Processor</c>.</param>
/// <param name="Value">For example <c>x64, AVX-512, 8 cores</c>.</param>
public sealed record ReportFact(string Name, string Value);
