namespace Orleans.Embedded.Calls;

/// <summary>Which calls a silo takes.</summary>
internal enum SiloPhase
{
    /// <summary>None yet.</summary>
    Created,

    /// <summary>All.</summary>
    Running,

    /// <summary>Those that grains make, so that running calls can end.</summary>
    Draining,

    /// <summary>Those that grains make to grains that are still active.</summary>
    Deactivating,

    /// <summary>None any more.</summary>
    Stopped,
}
