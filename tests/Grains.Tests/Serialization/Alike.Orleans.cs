using System.Collections;
using System.Text.Json;

namespace ActorTraining.Grains.Tests.Serialization;

/// <summary>Compares a message with what arrived of it, property by property: lists in records are equal by reference only.</summary>
internal static class Alike
{
    /// <summary>Fails with the place of the first difference.</summary>
    public static void Assert(object? sent, object? arrived, string where)
    {
        if (sent is null || arrived is null)
        {
            Xunit.Assert.True(sent is null && arrived is null, $"{where}: {sent ?? "null"} became {arrived ?? "null"}");
            return;
        }

        if (sent is JsonElement element)
        {
            Xunit.Assert.True(JsonElement.DeepEquals(element, (JsonElement)arrived), $"{where}: {element} became {arrived}");
        }
        else if (sent is string or IAddressable || (sent.GetType().IsValueType && !IsPair(sent)))
        {
            Xunit.Assert.True(sent.Equals(arrived), $"{where}: {sent} became {arrived}");
        }
        else if (sent is IEnumerable items)
        {
            var (one, other) = (items.Cast<object>().ToList(), ((IEnumerable)arrived).Cast<object>().ToList());
            Xunit.Assert.True(one.Count == other.Count, $"{where}: {one.Count} items became {other.Count}");
            for (var i = 0; i < one.Count; i++)
            {
                Assert(one[i], other[i], $"{where}[{i}]");
            }
        }
        else
        {
            Xunit.Assert.True(sent.GetType() == arrived.GetType(), $"{where}: a {sent.GetType()} became a {arrived.GetType()}");
            foreach (var property in sent.GetType().GetProperties().Where(property => property.GetMethod is { IsStatic: false } && property.GetIndexParameters().Length == 0))
            {
                Assert(property.GetValue(sent), property.GetValue(arrived), $"{where}.{property.Name}");
            }
        }
    }

    // The entries of a dictionary: their values are compared like everything else.
    private static bool IsPair(object value) => value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
}
