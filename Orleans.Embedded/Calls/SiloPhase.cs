namespace Orleans.Embedded.Calls;

/// <summary>Which calls a silo takes.</summary>
internal enum SiloPhase
{
    /// <summary>None yet.</summary>
    Created,

    /// <summary>All.</summary>
    Running,

    /// <summary>Those that grains make to grains that are active, so that they can finish their work.</summary>
    Draining,

    /// <summary>None any more.</summary>
    Stopped,
}
