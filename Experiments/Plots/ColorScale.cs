namespace ActorTraining.Experiments.Plots;

/// <summary>Colours by a number instead of by name, for charts with more lines than colours can be told apart.</summary>
/// <param name="Label">What the number is, for example <c>lr</c>.</param>
/// <param name="Scale">How it becomes a colour.</param>
public sealed record ColorScale(string Label, AxisScale Scale = AxisScale.Linear);
