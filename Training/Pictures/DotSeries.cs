namespace ActorTraining.Training.Pictures;

/// <summary>One kind of dot in a <see cref="DotChart"/>.</summary>
/// <param name="Name">What the key calls it.</param>
/// <param name="Limit">Where its line stands; a dot left of it passes.</param>
/// <param name="Color">Its colour.</param>
internal sealed record DotSeries(string Name, double Limit, Ink Color);
