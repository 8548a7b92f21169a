using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Clustering;

/// <summary>The interfaces that other silos may call by name: those in the assemblies that declare the interfaces of the silo's grains.</summary>
internal sealed class InterfaceCatalog(GrainClasses classes)
{
    private readonly Lazy<Dictionary<string, Type>> _byName = new(() => Read(classes));

    public GrainInterface? Find(string name) => _byName.Value.TryGetValue(name, out var type) ? GrainInterface.Of(type) : null;

    private static Dictionary<string, Type> Read(GrainClasses classes)
    {
        var found = new Dictionary<string, Type>(StringComparer.Ordinal);
        foreach (var type in classes.Interfaces.Select(type => type.Assembly).Distinct().SelectMany(assembly => assembly.GetTypes()))
        {
            if (type is { IsInterface: true, IsGenericTypeDefinition: false } && typeof(IAddressable).IsAssignableFrom(type))
            {
                found.TryAdd(GrainInterface.NameOf(type), type);
            }
        }

        return found;
    }
}
