namespace ActorTraining.Experiments.Plots;

/// <summary>One point of a <see cref="FrontChart"/>.</summary>
/// <param name="Name">What its label and its tooltip call it.</param>
/// <param name="X">Its cost; less is better.</param>
/// <param name="Y">Its quality.</param>
/// <param name="OnFront">Whether no other point is better in one of them and no worse in the other.</param>
public sealed record FrontPoint(string Name, double X, double Y, bool OnFront);
