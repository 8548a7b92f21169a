using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments;

/// <summary>Submits experiments for callers that may lose the answer and ask again.</summary>
public interface ISubmissions
{
    /// <summary>Validates a spec, stores it and starts it, once for all requests of a key.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="parent">The experiment that it is a changed copy of; null for an original.</param>
    /// <param name="request">Which request this is; it is remembered for <see cref="RequestKey.Lifetime"/>, also over a restart.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The identifier, of the first request's experiment where there was one before.</returns>
    /// <exception cref="InvalidSpecException">The spec has faults; nothing was stored.</exception>
    /// <exception cref="KeyReusedException">The key belongs to another request.</exception>
    Task<string> SubmitAsync(ExperimentSpec spec, string? parent, RequestKey request, CancellationToken cancel = default);
}
