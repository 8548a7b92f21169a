using System.Reflection;
using Orleans.Concurrency;
using Orleans.Embedded.Clustering;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>A method of a grain or observer interface: its name between processes, and what its attributes say.</summary>
internal abstract class GrainMethod
{
    private readonly bool[]? _addressable;

    protected GrainMethod(string interfaceName, MethodInfo method)
    {
        InterfaceName = interfaceName;
        Name = method.GetCustomAttribute<AliasAttribute>()?.Alias ?? method.Name;
        IsOneWay = method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute));
        AlwaysInterleaves = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        ParameterTypes = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
        Signature = $"{Name}({string.Join(',', ParameterTypes.Select(type => type.Name))})";
        CancellationIndex = Array.IndexOf(ParameterTypes, typeof(CancellationToken));
        if (ParameterTypes.Any(IsAddressable))
        {
            _addressable = [.. ParameterTypes.Select(IsAddressable)];
        }
    }

    public string InterfaceName { get; }

    public string Name { get; }

    public Type[] ParameterTypes { get; }

    /// <summary>The name and the types of the parameters: what tells the method from the others of its interface, in every process.</summary>
    public string Signature { get; }

    /// <summary>The position of the cancellation token among the parameters, or -1.</summary>
    public int CancellationIndex { get; }

    public bool IsOneWay { get; }

    public bool AlwaysInterleaves { get; }

    public TimeSpan? ResponseTimeout { get; }

    /// <summary>A call of this method that came from another silo and waits for its turn here.</summary>
    /// <param name="call">The call.</param>
    /// <param name="origin">Who gets the answer; null where nobody waits for it.</param>
    /// <param name="router">Told of failures where nobody waits.</param>
    public abstract CallRequest Receive(GrainCall call, CallOrigin? origin, CallRouter router);

    public override string ToString() => $"{InterfaceName}.{Name}";

    /// <summary>
    /// Replaces grains that a grain passes (<c>this</c>) by references: the receiver must send calls to them, not enter them.
    /// </summary>
    public void ReferGrains(object?[] arguments)
    {
        for (var i = 0; i < _addressable?.Length; i++)
        {
            if (_addressable[i] && arguments[i] is IAddressable grain)
            {
                arguments[i] = GrainExtensions.ReferenceTo(grain).As(ParameterTypes[i]);
            }
        }
    }

    protected static bool IsAddressable(Type type) => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type);
}
