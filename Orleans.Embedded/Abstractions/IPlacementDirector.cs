namespace Orleans.Runtime.Placement;

/// <summary>Chooses the silo of new activations. Register it for its strategy with <c>AddPlacementDirector</c>.</summary>
public interface IPlacementDirector
{
    /// <summary>The name in the <see cref="RequestContext"/> under which a caller says which <see cref="SiloAddress"/> it would like.</summary>
    const string PlacementHintKey = nameof(PlacementHintKey);

    /// <summary>Chooses a silo. Called where a grain has no activation; an exception fails the calls that wait for it.</summary>
    /// <param name="strategy">The strategy of the grain's class.</param>
    /// <param name="target">The grain, and what the call that wants it carries.</param>
    /// <param name="context">The silos to choose from.</param>
    /// <returns>One of the compatible silos.</returns>
    Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context);

    /// <summary>The silo that the caller would like, where it is one of those to choose from; else null.</summary>
    /// <param name="requestContextData">What the call carries.</param>
    /// <param name="compatibleSilos">The silos to choose from.</param>
    static SiloAddress? GetPlacementHint(Dictionary<string, object> requestContextData, SiloAddress[] compatibleSilos) =>
        requestContextData is not null
        && requestContextData.TryGetValue(PlacementHintKey, out var value)
        && value is SiloAddress hint
        && compatibleSilos.Contains(hint)
            ? hint
            : null;
}
