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

    public override IEnumerable<string> Paths => parts.SelectMany(part => part.Node.Paths);

    public override JsonElement At(BigInteger index, IDictionary<string, JsonElement> choices)
    {
        var positions = new BigInteger[parts.Count];
        for (var i = parts.Count - 1; i >= 0; i--)
            index = BigInteger.DivRem(index, parts[i].Node.Count!.Value, out positions[i]);
        return Compose(i => parts[i].Node.At(positions[i], choices));
    }

    public override JsonElement Draw(Func<string, double> uniform, IDictionary<string, JsonElement> choices) =>
        Compose(i => parts[i].Node.Draw(uniform, choices));

    private JsonElement Compose(Func<int, JsonElement> value) => ParameterValue.Written(writer =>
    {
        var isList = parts[0].Name is null;
        if (isList)
            writer.WriteStartArray();
        else
            writer.WriteStartObject();
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Name is { } name)
                writer.WritePropertyName(name);
            value(i).WriteTo(writer);
        }
        if (isList)
            writer.WriteEndArray();
        else
            writer.WriteEndObject();
    });
}
