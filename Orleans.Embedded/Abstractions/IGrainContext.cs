namespace Orleans.Runtime;

/// <summary>An activation as seen from its grain: identity, services, and its end. Can be injected into a grain's constructor.</summary>
public interface IGrainContext
{
    /// <summary>A reference to this grain that others can hold.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The identity of the grain.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object, or null while it is being created.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation; scoped services live as long as it does.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Ends the activation after the running calls.</summary>
    /// <param name="deactivationReason">Handed to the grain.</param>
    /// <param name="cancellationToken">Cancels waiting for the grain's <c>OnDeactivateAsync</c>.</param>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
