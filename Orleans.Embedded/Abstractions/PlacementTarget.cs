namespace Orleans.Runtime.Placement;

/// <summary>A grain that needs a silo, and what is known of the call that wants it.</summary>
public readonly struct PlacementTarget
{
    /// <summary>Sets every part.</summary>
    /// <param name="grainIdentity">The grain to place.</param>
    /// <param name="requestContextData">The <see cref="RequestContext"/> of the call.</param>
    /// <param name="interfaceType">The interface that is called.</param>
    /// <param name="interfaceVersion">The version of that interface; the embedded runtime has no versions and passes 0.</param>
    public PlacementTarget(GrainId grainIdentity, Dictionary<string, object> requestContextData, GrainInterfaceType interfaceType, ushort interfaceVersion) =>
        (GrainIdentity, RequestContextData, InterfaceType, InterfaceVersion) = (grainIdentity, requestContextData, interfaceType, interfaceVersion);

    /// <summary>The grain to place.</summary>
    public GrainId GrainIdentity { get; }

    /// <summary>The interface that is called.</summary>
    public GrainInterfaceType InterfaceType { get; }

    /// <summary>The version of that interface; 0 in the embedded runtime.</summary>
    public ushort InterfaceVersion { get; }

    /// <summary>The <see cref="RequestContext"/> of the call.</summary>
    public Dictionary<string, object> RequestContextData { get; }
}
