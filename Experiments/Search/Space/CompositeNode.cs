using System.Numerics;
using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Space;

/// <summary>An object or a list with parts that vary: every combination of their values.</summary>
/// <param name="parts">The parts in the order of the document; without names they are the items of a list.</param>
internal sealed class CompositeNode(IReadOnlyList<(string? Name, SpaceNode Node)> parts) : SpaceNode
{
    public override BigInteger? Count { get; } =
        parts.Aggregate((BigInteger?)BigInteger.One, (product, part) => product * part.Node.Count);

    public override JsonElement At(BigInteger index, IDictionary<string, JsonElement> choices)
    {
        var positions = new BigInteger[parts.Count];
        for (var i = parts.Count - 1; i >= 0; i--)
            index = BigInteger.DivRem(index, parts[i].Node.Count!.Value, out positions[i]);
        return Compose(i => parts[i].Node.At(positions[i], choices));
    }

    public override JsonElement Draw(Placement placement) =>
        Compose(i => parts[i].Node.Draw(placement));

    public override bool Encode(JsonElement value, double[] point, bool isChosen)
    {
        if (isChosen && !HasNoMore(value))
            return false;
        for (var i = 0; i < parts.Count; i++)
        {
            if (!parts[i].Node.Encode(Part(value, i), point, isChosen))
                return false;
        }
        return true;
    }

    public override bool Resembles(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().All(property => parts.Any(part => part.Name == property.Name && part.Node.Resembles(property.Value)))
        : HasNoMore(value) && parts.Index().All(part => part.Item.Node.Resembles(Part(value, part.Index)));

    private bool IsList => parts[0].Name is null;

    // A value with more in it than this part has is another one.
    private bool HasNoMore(JsonElement value) => IsList
        ? value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == parts.Count
        : value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(property => parts.Any(part => part.Name == property.Name));

    private JsonElement Part(JsonElement value, int index) => parts[index].Name is { } name
        ? value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var property) ? property : default
        : value.ValueKind == JsonValueKind.Array && index < value.GetArrayLength() ? value[index] : default;

    private JsonElement Compose(Func<int, JsonElement> value) => ParameterValue.Written(writer =>
    {
        if (IsList)
            writer.WriteStartArray();
        else
            writer.WriteStartObject();
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Name is { } name)
                writer.WritePropertyName(name);
            value(i).WriteTo(writer);
        }
        if (IsList)
            writer.WriteEndArray();
        else
            writer.WriteEndObject();
    });
}
