using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>A grain class: its name in identities, what its attributes say, and how its objects are made.</summary>
internal sealed class GrainClass
{
    public GrainClass(Type type)
    {
        Type = type;
        Interfaces = [.. type.GetInterfaces().Where(IsGrainInterface)];
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GrainType ?? GrainType.Create(ShortName(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        IsKeptAlive = type.IsDefined(typeof(KeepAliveAttribute));
        Placement = type.GetCustomAttribute<PlacementAttribute>()?.PlacementStrategy;
    }

    public Type Type { get; }

    /// <summary>The grain interfaces that it implements.</summary>
    public Type[] Interfaces { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    public bool IsKeptAlive { get; }

    /// <summary>How a silo is chosen for its activations; null for the head.</summary>
    public PlacementStrategy? Placement { get; }

    public static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false } && typeof(IGrain).IsAssignableFrom(type) && !typeof(GrainReference).IsAssignableFrom(type);

    public object CreateInstance(IServiceProvider services) => ActivatorUtilities.CreateInstance(services, Type);

    // The interfaces of this assembly only say what the key is.
    private static bool IsGrainInterface(Type type) => typeof(IGrain).IsAssignableFrom(type) && type.Assembly != typeof(IGrain).Assembly;

    private static string ShortName(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.EndsWith("grain", StringComparison.Ordinal) && name.Length > "grain".Length ? name[..^"grain".Length] : name;
    }
}
