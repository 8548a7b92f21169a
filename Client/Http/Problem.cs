using ActorTraining.Training.Parameters;

namespace ActorTraining.Client.Http;

/// <summary>What a server says about a request that it could not do (RFC 9457).</summary>
/// <param name="Title">The kind in a few words.</param>
/// <param name="Detail">What was wrong, in a sentence.</param>
/// <param name="Errors">Every fault of a spec.</param>
internal sealed record Problem(string? Title, string? Detail, IReadOnlyList<ParameterError>? Errors)
{
    /// <summary>What was wrong, in the best words there are.</summary>
    public string? Text => Detail ?? Title;
}
