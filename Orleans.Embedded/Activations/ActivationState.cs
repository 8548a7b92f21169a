namespace Orleans.Embedded.Activations;

/// <summary>The life of an activation; it only moves forward.</summary>
internal enum ActivationState
{
    /// <summary>Nothing has been received yet.</summary>
    New,

    /// <summary>The grain object is created and <c>OnActivateAsync</c> runs; calls wait.</summary>
    Activating,

    /// <summary>Calls run.</summary>
    Valid,

    /// <summary>Running calls and <c>OnDeactivateAsync</c> end; calls wait for the next activation.</summary>
    Deactivating,

    /// <summary>It takes nothing any more.</summary>
    Gone,
}
