using System.Numerics;
using System.Text.Json;

namespace ActorTraining.Experiments.Search.Space;

/// <summary>A part without search expressions.</summary>
internal sealed class FixedNode(JsonElement value) : SpaceNode
{
    public override BigInteger? Count => BigInteger.One;

    public override JsonElement At(BigInteger index, IDictionary<string, JsonElement> choices) => value;

    public override JsonElement Draw(Placement placement) => value;

    public override bool Encode(JsonElement other, double[] point, bool isChosen) => !isChosen || Resembles(other);

    public override bool Resembles(JsonElement other) => other.ValueKind != JsonValueKind.Undefined && JsonElement.DeepEquals(other, value);
}
