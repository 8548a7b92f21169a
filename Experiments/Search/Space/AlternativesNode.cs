using System.Numerics;
using System.Text.Json;
using ActorTraining.Experiments.Search.Expressions;

namespace ActorTraining.Experiments.Search.Space;

/// <summary>A list of values to choose from; a value with expressions in it opens a space of its own (a conditional parameter).</summary>
/// <param name="path">Where it stands under <c>params</c>.</param>
/// <param name="expression">The expression.</param>
/// <param name="alternatives">Its values.</param>
internal sealed class AlternativesNode(string path, ListExpression expression, IReadOnlyList<SpaceNode> alternatives) : SpaceNode
{
    public override BigInteger? Count { get; } =
        alternatives.Aggregate((BigInteger?)BigInteger.Zero, (sum, alternative) => sum + alternative.Count);

    public override IEnumerable<string> Paths => [path, .. alternatives.SelectMany(alternative => alternative.Paths)];

    public override JsonElement At(BigInteger index, IDictionary<string, JsonElement> choices)
    {
        var chosen = 0;
        for (; index >= alternatives[chosen].Count!.Value; chosen++)
            index -= alternatives[chosen].Count!.Value;
        return Choose(choices, () => alternatives[chosen].At(index, choices));
    }

    public override JsonElement Draw(Func<string, double> uniform, IDictionary<string, JsonElement> choices) =>
        Choose(choices, () => alternatives[(int)expression.Position(uniform(path))].Draw(uniform, choices));

    private JsonElement Choose(IDictionary<string, JsonElement> choices, Func<JsonElement> value)
    {
        // The place is taken before the choices inside the value, so that they follow the order of the document.
        choices[path] = default;
        return choices[path] = value();
    }
}
