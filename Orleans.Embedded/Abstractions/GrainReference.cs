using Orleans.Embedded.Calls;

namespace Orleans.Runtime;

/// <summary>
/// A grain or observer as others hold it: calling its interface sends calls. References to the same grain are equal.
/// The runtime generates one subclass per interface.
/// </summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly CallRouter _router;
    private readonly GrainInterface _interface;

    // Generated subclasses pass these through.
    internal GrainReference(CallRouter router, GrainInterface grainInterface, GrainId id) =>
        (_router, _interface, GrainId) = (router, grainInterface, id);

    /// <summary>The identity of the grain or observer.</summary>
    public GrainId GrainId { get; }

    /// <summary>The name of the interface that calls go through.</summary>
    public string InterfaceName => _interface.Name;

    /// <summary>Whether both references lead to the same grain.</summary>
    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) => Equals(reference1, reference2);

    /// <summary>Whether the references lead to different grains.</summary>
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !Equals(reference1, reference2);

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"GrainReference:{GrainId}:{InterfaceName}";

    internal GrainReference As(Type interfaceType) =>
        interfaceType.IsInstanceOfType(this) ? this : GrainInterface.Of(interfaceType).CreateReference(_router, GrainId);

    // Called by generated code: the method's number in its interface, and its arguments.
    internal Task CallTask(int method, object?[] arguments) => _router.Call<NoResult>(this, _interface.Methods[method], arguments);

    internal Task<T> CallTaskOf<T>(int method, object?[] arguments) => _router.Call<T>(this, _interface.Methods[method], arguments);

    internal ValueTask CallValueTask(int method, object?[] arguments) => new(CallTask(method, arguments));

    internal ValueTask<T> CallValueTaskOf<T>(int method, object?[] arguments) => new(CallTaskOf<T>(method, arguments));

    internal void CallVoid(int method, object?[] arguments) => _ = CallTask(method, arguments);

    internal IAsyncEnumerable<T> CallStream<T>(int method, object?[] arguments) => _router.OpenStream<T>(this, _interface.Methods[method], arguments);
}
