using ActorTraining.Training.Models;

namespace ActorTraining.Training.Jobs.Filters;

/// <summary>Leaves first weights at zero where a file replaces them anyway: drawing VGG16's 138 million takes longer than running it.</summary>
internal sealed class NoDraws : IRandomSource
{
    /// <inheritdoc/>
    public void Normal(Span<float> values)
    {
    }

    /// <inheritdoc/>
    public void Uniform(Span<float> values)
    {
    }
}
