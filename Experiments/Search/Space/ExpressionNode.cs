using System.Numerics;
using System.Text.Json;
using ActorTraining.Experiments.Search.Expressions;

namespace ActorTraining.Experiments.Search.Space;

/// <summary>An expression whose values are not written out one by one.</summary>
/// <param name="dimension">Where it stands.</param>
/// <param name="expression">The expression.</param>
internal sealed class ExpressionNode(Dimension dimension, SearchExpression expression) : SpaceNode
{
    public override BigInteger? Count => (expression as DiscreteExpression)?.Count;

    public override JsonElement At(BigInteger index, IDictionary<string, JsonElement> choices) =>
        choices[dimension.Path] = ((DiscreteExpression)expression).At((long)index);

    public override JsonElement Draw(Placement placement) =>
        placement.Choices[dimension.Path] = placement.ValueOf(dimension) ?? expression.Quantile(placement.CoordinateOf(dimension));

    public override bool Encode(JsonElement value, double[] point, bool isChosen)
    {
        if (dimension.Position(value) is not { } coordinate)
            return false;
        point[dimension.Index] = coordinate;
        return true;
    }

    public override bool Resembles(JsonElement value) => dimension.Position(value) is not null;
}
