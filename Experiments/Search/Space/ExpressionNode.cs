using System.Numerics;
using System.Text.Json;
using ActorTraining.Experiments.Search.Expressions;

namespace ActorTraining.Experiments.Search.Space;

/// <summary>An expression whose values are not written out one by one.</summary>
/// <param name="path">Where it stands under <c>params</c>.</param>
/// <param name="expression">The expression.</param>
internal sealed class ExpressionNode(string path, SearchExpression expression) : SpaceNode
{
    public override BigInteger? Count => (expression as DiscreteExpression)?.Count;

    public override IEnumerable<string> Paths => [path];

    public override JsonElement At(BigInteger index, IDictionary<string, JsonElement> choices) =>
        choices[path] = ((DiscreteExpression)expression).At((long)index);

    public override JsonElement Draw(Func<string, double> uniform, IDictionary<string, JsonElement> choices) =>
        choices[path] = expression.Quantile(uniform(path));
}
