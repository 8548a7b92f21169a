namespace Orleans;

/// <summary>The kinds of reasons for which the embedded runtime ends an activation; values as in Orleans.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason given.</summary>
    None = 0,

    /// <summary>The silo stops.</summary>
    ShuttingDown = 1,

    /// <summary>The grain could not be created, or its <c>OnActivateAsync</c> failed.</summary>
    ActivationFailed = 2,

    /// <summary>No call for longer than the collection age.</summary>
    ActivationIdle = 4,

    /// <summary>The grain is active on another silo, and that activation counts.</summary>
    DuplicateActivation = 6,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested = 9,
}
