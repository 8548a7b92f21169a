namespace ActorTraining.Training.Models;

/// <summary>Where initial weights and masks get their random numbers from.</summary>
/// <remarks>Draws are consecutive: the same seed and the same calls give the same numbers.</remarks>
public interface IRandomSource
{
    /// <summary>Fills with draws from the standard normal distribution, as <c>torch.randn</c> of that many elements.</summary>
    void Normal(Span<float> target);

    /// <summary>Fills with draws from the uniform distribution on [0, 1), as <c>torch.rand</c> of that many elements.</summary>
    void Uniform(Span<float> target);
}
