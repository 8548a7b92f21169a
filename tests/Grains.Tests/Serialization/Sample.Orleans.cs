using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Tests.Serialization;

/// <summary>Makes values of messages in which nothing is left at its default, so that whatever gets lost on the way is missed.</summary>
internal sealed class Sample(IGrainFactory grains)
{
    private int _next;

    /// <summary>Values of a type; more than one for a type that stands for several.</summary>
    public IEnumerable<object> Of(Type type)
    {
        var kinds = type.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(derived => derived.DerivedType).DefaultIfEmpty(type);
        return kinds.Select(One);
    }

    private object One(Type type)
    {
        _next++;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(string) => $"text {_next}, \"quoted\" and \u00e4",
            _ when plain == typeof(bool) => true,
            _ when plain == typeof(double) => _next % 3 == 0 ? double.NaN : 1.0 / _next,
            _ when plain == typeof(ulong) => ulong.MaxValue - (ulong)_next,
            _ when plain == typeof(Guid) => Guid.NewGuid(),
            _ when plain == typeof(TimeSpan) => TimeSpan.FromTicks(123_456_789_012 + _next),
            _ when plain == typeof(DateTimeOffset) => new DateTimeOffset(2026, 11, 21, 12, 30, 15, 250, TimeSpan.FromHours(2)).AddTicks(_next),
            _ when plain == typeof(JsonElement) => JsonSerializer.SerializeToElement(new { lr = 0.1, layers = (object[])[_next, "sigmoid", new { units = 10 }], none = (string?)null }),
            _ when plain.IsPrimitive => Convert.ChangeType(_next, plain),
            _ when plain.IsEnum => Enum.GetValues(plain).GetValue(Enum.GetValues(plain).Length - 1)!,
            _ when plain == typeof(IExperimentObserver) => grains.CreateObjectReference<IExperimentObserver>(new global::ActorTraining.Grains.Coordination.EventFeed()),
            _ when IsGeneric(plain, typeof(IReadOnlyList<>)) => Items(plain.GetGenericArguments()[0]),
            _ when IsGeneric(plain, typeof(IReadOnlyDictionary<,>)) => Entries(plain.GetGenericArguments()[0], plain.GetGenericArguments()[1]),
            _ => Message(plain),
        };
    }

    private object Message(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type} has no public constructor: say here how a sample of it is made");
        var message = constructor.Invoke([.. constructor.GetParameters().Select(parameter => One(parameter.ParameterType))]);
        var given = constructor.GetParameters().Select(parameter => parameter.Name).ToHashSet();
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null && !given.Contains(property.Name)))
        {
            property.SetValue(message, One(property.PropertyType));
        }

        return message;
    }

    // The list that the compiler makes of [a, b]: what grains send most.
    private object Items(Type element) => typeof(Sample).GetMethod(nameof(Pair), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(element).Invoke(null, [Of(element).First(), Of(element).Last()])!;

    private object Entries(Type key, Type value)
    {
        var entries = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value))!;
        entries.Add(One(key), One(value));
        return entries;
    }

    private static IReadOnlyList<T> Pair<T>(T first, T second) => [first, second];

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
