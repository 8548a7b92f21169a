using System.Reflection;
using Orleans.Concurrency;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>The grain classes of a silo, by the interfaces they implement and by their names.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<Type, GrainClass> _byInterface = [];
    private readonly Dictionary<GrainType, GrainClass> _byName = [];

    /// <exception cref="OrleansConfigurationException">The classes or the options cannot be hosted; the message lists every reason.</exception>
    public GrainClasses(EmbeddedSiloOptions options)
    {
        List<string> errors = [.. options.Errors()];
        foreach (var type in options.GrainClasses)
        {
            Add(type, errors);
        }

        errors.AddRange(_byInterface.Keys.SelectMany(GrainInterfaceRules.Errors));
        if (errors.Count > 0)
        {
            throw new OrleansConfigurationException(string.Join(Environment.NewLine, errors.Prepend("The silo cannot start:")));
        }
    }

    /// <summary>The interfaces of all classes.</summary>
    public IReadOnlyCollection<Type> Interfaces => _byInterface.Keys;

    /// <summary>The classes.</summary>
    public IEnumerable<Type> Types => _byName.Values.Select(grainClass => grainClass.Type);

    public GrainClass? Find(GrainType name) => _byName.GetValueOrDefault(name);

    /// <exception cref="ArgumentException">No class implements the interface.</exception>
    public GrainClass Implementing(Type grainInterface) => _byInterface.GetValueOrDefault(grainInterface)
        ?? throw new ArgumentException($"No grain class of this silo implements {grainInterface.FullName}: add its class or assembly to the silo's options.");

    private void Add(Type type, List<string> errors)
    {
        if (type.IsGenericTypeDefinition)
        {
            errors.Add($"{type.FullName}: a generic grain class is not supported.");
            return;
        }

        var grainClass = new GrainClass(type);
        if (!_byName.TryAdd(grainClass.GrainType, grainClass))
        {
            errors.Add($"{type.FullName} and {_byName[grainClass.GrainType].Type.FullName} are both called '{grainClass.GrainType}': "
                + $"name one of them with [{nameof(GrainTypeAttribute)[..^"Attribute".Length]}].");
        }

        foreach (var grainInterface in grainClass.Interfaces)
        {
            if (!_byInterface.TryAdd(grainInterface, grainClass))
            {
                errors.Add($"{grainInterface.FullName} is implemented by {_byInterface[grainInterface].Type.FullName} and by {type.FullName}: "
                    + "a grain interface needs exactly one class.");
            }
        }

        if (grainClass.Interfaces.Length == 0)
        {
            errors.Add($"{type.FullName} implements no grain interface of its own.");
        }
    }
}
