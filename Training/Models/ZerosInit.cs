namespace ActorTraining.Training.Models;

/// <summary>Zeros; draws no random number.</summary>
public sealed record ZerosInit : InitSpec
{
    internal override void Fill(Span<float> target, int fanIn, IRandomSource random) => target.Clear();
}
