using System.Numerics;
using System.Text.Json;
using ActorTraining.Experiments.Search.Expressions;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Space;

/// <summary>All parameter sets that a spec allows: its parameters, read as a tree with search expressions in place of values.</summary>
internal sealed class SearchSpace
{
    private readonly ParameterValidation _validation;
    private readonly List<(string Path, string Keyword)> _continua = [];
    private readonly SpaceNode _root;

    /// <summary>Reads the parameters of a spec.</summary>
    /// <param name="parameters">A JSON object.</param>
    /// <param name="validation">Receives the faults of the expressions themselves; whether their values fit the job is not looked at.</param>
    public SearchSpace(JsonElement parameters, ParameterValidation validation)
    {
        _validation = validation;
        _root = Parts(parameters, "");
    }

    /// <summary>The number of parameter sets; null for a continuum.</summary>
    public BigInteger? Count => _root.Count;

    /// <summary>The paths under <c>params</c> of all expressions, each once, in the order of the document.</summary>
    public IEnumerable<string> Paths => _root.Paths.Distinct();

    /// <summary>The expressions that have a continuum of values: the path under <c>params</c> and the keyword.</summary>
    public IReadOnlyList<(string Path, string Keyword)> Continua => _continua;

    /// <summary>The parameter set at a position; the expression that is written last varies fastest.</summary>
    /// <param name="index">In [0, <see cref="Count"/>).</param>
    public Proposal At(BigInteger index)
    {
        var choices = new Dictionary<string, JsonElement>();
        return new Proposal(_root.At(index, choices), choices);
    }

    /// <summary>A random parameter set.</summary>
    /// <param name="uniform">Gives for the path of an expression a number that is uniform in [0, 1).</param>
    public Proposal Draw(Func<string, double> uniform)
    {
        var choices = new Dictionary<string, JsonElement>();
        return new Proposal(_root.Draw(uniform, choices), choices);
    }

    private SpaceNode Node(JsonElement value, string path)
    {
        if (!SearchKeywords.TryParse(value, SpecPath.Parameter(path), _validation, out var expression))
            return Parts(value, path);
        if (expression is ListExpression list)
            return new AlternativesNode(path, list, [.. list.Alternatives.Select(alternative => Node(alternative, path))]);
        if (expression is null)
            return new FixedNode(value);
        if (expression is not DiscreteExpression)
            _continua.Add((path, SearchKeywords.Of(value, out _)!.Name));
        return new ExpressionNode(path, expression);
    }

    private SpaceNode Parts(JsonElement value, string path)
    {
        List<(string? Name, SpaceNode Node)> parts = value.ValueKind switch
        {
            JsonValueKind.Object => [.. value.EnumerateObject().Select(property =>
                ((string?)property.Name, Node(property.Value, SpecPath.Property(path, property.Name))))],
            JsonValueKind.Array => [.. value.EnumerateArray().Select((item, index) => ((string?)null, Node(item, $"{path}[{index}]")))],
            _ => [],
        };
        return parts.All(part => part.Node is FixedNode) ? new FixedNode(value) : new CompositeNode(parts);
    }
}
