namespace ActorTraining.Experiments.Search.Naming;

/// <summary>What a search chose for a trial, as people tell trials apart by it.</summary>
/// <param name="Name">What was chosen: <c>lr</c>.</param>
/// <param name="Value">What it became: <c>0.1</c>, <c>5×conv-2d</c>, <c>24-32-48</c>.</param>
public sealed record NamedChoice(string Name, string Value);
