using System.Numerics;
using System.Text.Json;

namespace ActorTraining.Experiments.Search.Space;

/// <summary>A list of values to choose from; a value with expressions in it opens a space of its own (a conditional parameter).</summary>
/// <param name="dimension">Where it stands.</param>
/// <param name="alternatives">Its values.</param>
internal sealed class AlternativesNode(Dimension dimension, IReadOnlyList<SpaceNode> alternatives) : SpaceNode
{
    public override BigInteger? Count { get; } =
        alternatives.Aggregate((BigInteger?)BigInteger.Zero, (sum, alternative) => sum + alternative.Count);

    public override JsonElement At(BigInteger index, IDictionary<string, JsonElement> choices)
    {
        var chosen = 0;
        for (; index >= alternatives[chosen].Count!.Value; chosen++)
            index -= alternatives[chosen].Count!.Value;
        return Choose(choices, () => alternatives[chosen].At(index, choices));
    }

    public override JsonElement Draw(Placement placement) =>
        Choose(placement.Choices, () => alternatives[dimension.Alternative(placement.CoordinateOf(dimension))].Draw(placement));

    public override bool Encode(JsonElement value, double[] point, bool isChosen)
    {
        for (var i = 0; i < alternatives.Count; i++)
        {
            var attempt = (double[])point.Clone();
            if (alternatives[i].Encode(value, attempt, isChosen: true))
            {
                attempt.CopyTo(point, 0);
                point[dimension.Index] = Middle(i);
                return true;
            }
        }
        return false;
    }

    public override bool Resembles(JsonElement value) => alternatives.Any(alternative => alternative.Resembles(value));

    /// <summary>The coordinate of the first alternative that a value is, or is meant to be.</summary>
    public double? Position(JsonElement value)
    {
        for (var i = 0; i < alternatives.Count; i++)
        {
            if (alternatives[i].Resembles(value))
                return Middle(i);
        }
        return null;
    }

    private double Middle(int alternative) => (alternative + 0.5) / alternatives.Count;

    private JsonElement Choose(IDictionary<string, JsonElement> choices, Func<JsonElement> value)
    {
        // The place is taken before the choices inside the value, so that they follow the order of the document.
        choices[dimension.Path] = default;
        return choices[dimension.Path] = value();
    }
}
