using System.Text.Json;
using ActorTraining.WebUI.Text;

namespace ActorTraining.WebUI.Components.Trials;

/// <summary>A line of a trial's parameters, written as a tree.</summary>
/// <param name="Path">Its path under <c>params</c>.</param>
/// <param name="Depth">How deep it lies, from 0.</param>
/// <param name="Name">Its name in the object that it belongs to; of an item of a list its number, from 1.</param>
/// <param name="Value">Its value; null where its parts follow.</param>
public sealed record ParameterRow(string Path, int Depth, string Name, string? Value)
{
    // An object as short as a layer is read more easily in one line.
    private const int ShortObject = 8;

    /// <summary>The lines of an object.</summary>
    public static IReadOnlyList<ParameterRow> Of(JsonElement parameters)
    {
        var rows = new List<ParameterRow>();
        AddParts(rows, parameters, "", 0);
        return rows;
    }

    private static void AddParts(List<ParameterRow> rows, JsonElement value, string path, int depth)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var part in value.EnumerateObject())
            {
                Add(rows, part.Value, path.Length == 0 ? part.Name : $"{path}.{part.Name}", part.Name, depth);
            }
        }
        else
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Add(rows, item, $"{path}[{index}]", (++index).ToString(System.Globalization.CultureInfo.InvariantCulture), depth);
            }
        }
    }

    private static void Add(List<ParameterRow> rows, JsonElement value, string path, string name, int depth)
    {
        if (InOneLine(value, depth) is { } text)
        {
            rows.Add(new(path, depth, name, text));
            return;
        }

        rows.Add(new(path, depth, name, null));
        AddParts(rows, value, path, depth + 1);
    }

    private static string? InOneLine(JsonElement value, int depth) => value.ValueKind switch
    {
        JsonValueKind.Object when depth > 0 && value.EnumerateObject().Count() <= ShortObject && value.EnumerateObject().All(part => IsPlain(part.Value)) =>
            string.Join(", ", value.EnumerateObject().Select(part => part.Name == "kind" ? Format.Value(part.Value) : $"{part.Name} {Format.Value(part.Value)}")),
        JsonValueKind.Object => value.EnumerateObject().Any() ? null : "{}",
        JsonValueKind.Array when value.EnumerateArray().All(IsPlain) => $"[{string.Join(", ", value.EnumerateArray().Select(Format.Value))}]",
        JsonValueKind.Array => null,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null => Format.None,
        _ => Format.Value(value),
    };

    private static bool IsPlain(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
}
