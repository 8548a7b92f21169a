using System.Numerics;
using System.Text.Json;

namespace ActorTraining.Experiments.Search.Space;

/// <summary>A part without search expressions.</summary>
internal sealed class FixedNode(JsonElement value) : SpaceNode
{
    public override BigInteger? Count => BigInteger.One;

    public override IEnumerable<string> Paths => [];

    public override JsonElement At(BigInteger index, IDictionary<string, JsonElement> choices) => value;

    public override JsonElement Draw(Func<string, double> uniform, IDictionary<string, JsonElement> choices) => value;
}
