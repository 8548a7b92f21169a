using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ActorTraining.Grains.Interfaces;
using Orleans.Runtime;

namespace ActorTraining.Architecture.Tests;

/// <summary>What grains send each other is immutable, so that it may be passed by reference in one process and as a copy between two.</summary>
public sealed class MessageTests
{
    private static readonly HashSet<Type> Simple =
    [
        typeof(string), typeof(Guid), typeof(DateTimeOffset), typeof(TimeSpan), typeof(JsonElement), typeof(CancellationToken), typeof(Task),
    ];

    [Fact]
    public void Every_message_of_every_grain_interface_is_immutable()
    {
        var interfaces = typeof(IExperimentGrain).Assembly.GetExportedTypes().Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)).ToList();
        Assert.NotEmpty(interfaces);

        var faults = new List<string>();
        foreach (var method in interfaces.SelectMany(type => type.GetMethods()))
        {
            var where = $"{method.DeclaringType!.Name}.{method.Name}";
            Check(method.ReturnType, where, [], faults);
            foreach (var parameter in method.GetParameters())
            {
                Check(parameter.ParameterType, where, [], faults);
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void A_mutable_message_would_be_found()
    {
        var faults = new List<string>();
        Check(typeof(Mutable), "test", [], faults);
        Check(typeof(List<int>), "test", [], faults);
        Check(typeof(int[]), "test", [], faults);
        Assert.Equal(3, faults.Count);
    }

    private static void Check(Type type, string where, HashSet<Type> seen, List<string> faults)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() is { } generic
            && (generic == typeof(Task<>) || generic == typeof(ValueTask<>) || generic == typeof(Nullable<>)
                || generic == typeof(IReadOnlyList<>) || generic == typeof(IReadOnlyDictionary<,>)))
        {
            foreach (var argument in type.GetGenericArguments())
            {
                Check(argument, where, seen, faults);
            }

            return;
        }

        if (type.IsPrimitive || type.IsEnum || Simple.Contains(type) || typeof(IAddressable).IsAssignableFrom(type) || !seen.Add(type))
        {
            return;
        }

        if (type.IsArray || typeof(IEnumerable).IsAssignableFrom(type))
        {
            faults.Add($"{where}: {type} is a mutable collection");
            return;
        }

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var setter = property.SetMethod;
            if (setter is not null && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            {
                faults.Add($"{where}: {type.Name}.{property.Name} can be set");
            }

            Check(property.PropertyType, where, seen, faults);
        }

        if (type.GetFields(BindingFlags.Public | BindingFlags.Instance).Any(field => !field.IsInitOnly))
        {
            faults.Add($"{where}: {type.Name} has a public field that can be set");
        }
    }

    private sealed class Mutable
    {
        public int Value { get; set; }
    }
}
