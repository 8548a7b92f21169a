namespace ActorTraining.WebUI.Components.Trials;

/// <summary>How well one class is told.</summary>
/// <param name="Index">Its index, from 0.</param>
/// <param name="Name">Its name.</param>
/// <param name="Count">The number of its samples, at least 1.</param>
/// <param name="Correct">How many of them were told right.</param>
/// <param name="TakenFor">The class that its other samples were taken for most often, and how often; null where all were told right.</param>
public sealed record ClassAccuracy(int Index, string Name, int Count, int Correct, (string Name, int Count)? TakenFor)
{
    /// <summary>The fraction that was told right, in [0, 1].</summary>
    public double Share => Correct / (double)Count;
}
