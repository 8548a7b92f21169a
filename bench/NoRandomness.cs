using ActorTraining.Training.Models;

namespace ActorTraining.Bench;

/// <summary>For models whose parameters come from elsewhere.</summary>
internal sealed class NoRandomness : IRandomSource
{
    public void Normal(Span<float> target) => target.Clear();

    public void Uniform(Span<float> target) => target.Clear();
}
