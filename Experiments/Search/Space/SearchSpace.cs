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
    private readonly List<(string Place, string Keyword)> _continua = [];
    private readonly HashSet<string> _faulty = [];
    private readonly List<Dimension> _dimensions = [];
    private readonly SpaceNode _root;

    /// <summary>Reads the parameters of a spec.</summary>
    /// <param name="parameters">A JSON object.</param>
    /// <param name="validation">Receives the faults of the expressions themselves; whether their values fit the job is not looked at.</param>
    public SearchSpace(JsonElement parameters, ParameterValidation validation)
    {
        _validation = validation;
        _root = Parts(parameters, "", SpecPath.Parameters, null);
    }

    /// <summary>The number of parameter sets; null for a continuum.</summary>
    public BigInteger? Count => _root.Count;

    /// <summary>Every expression, in the order of the document.</summary>
    public IReadOnlyList<Dimension> Dimensions => _dimensions;

    /// <summary>The paths under <c>params</c> of all expressions, each once, in the order of the document.</summary>
    public IEnumerable<string> Paths => _dimensions.Select(dimension => dimension.Path).Distinct();

    /// <summary>The expressions that have a continuum of values: where they stand in the spec, and the keyword.</summary>
    public IReadOnlyList<(string Place, string Keyword)> Continua => _continua;

    /// <summary>The paths under <c>params</c> of expressions that are no good: what they were meant to vary is not known.</summary>
    public IReadOnlySet<string> Faulty => _faulty;

    /// <summary>The parameter set at a position; the expression that is written last varies fastest.</summary>
    /// <param name="index">In [0, <see cref="Count"/>).</param>
    public Proposal At(BigInteger index)
    {
        var choices = new Dictionary<string, JsonElement>();
        return new Proposal(_root.At(index, choices), choices);
    }

    /// <summary>The parameter set of a placement.</summary>
    public Proposal Draw(Placement placement) => new(_root.Draw(placement), placement.Choices);

    /// <summary>The parameter set at a point.</summary>
    /// <param name="point">A coordinate in [0, 1) for each of <see cref="Dimensions"/>; those of dimensions that do not count are not looked at.</param>
    public Proposal At(double[] point) => Draw(new Placement(dimension => point[dimension.Index]));

    /// <summary>The point of a parameter set. What does not vary may differ.</summary>
    /// <returns>A coordinate for each of <see cref="Dimensions"/>, NaN where it does not count; null for a parameter set that is not in this space.</returns>
    public double[]? Encode(JsonElement parameters)
    {
        var point = new double[_dimensions.Count];
        Array.Fill(point, double.NaN);
        return _root.Encode(parameters, point, isChosen: false) ? point : null;
    }

    // The path is that of the parameter, the place that of the text: inside of an alternative they differ.
    private SpaceNode Node(JsonElement value, string path, string place, (Dimension, int)? condition)
    {
        if (!SearchKeywords.TryParse(value, place, _validation, out var expression))
            return Parts(value, path, place, condition);
        if (expression is null)
        {
            _faulty.Add(path);
            return new FixedNode(value);
        }
        if (expression is ListExpression list)
            return Alternatives(list, path, place, condition);
        if (expression is not DiscreteExpression)
            _continua.Add((place, SearchKeywords.Of(value, out _)!.Name));
        return new ExpressionNode(Dimension(path, expression, condition, expression.Position), expression);
    }

    private AlternativesNode Alternatives(ListExpression list, string path, string place, (Dimension, int)? condition)
    {
        AlternativesNode? node = null;
        var dimension = Dimension(path, list, condition, value => node!.Position(value));
        node = new AlternativesNode(dimension, [.. list.Samples().Select((alternative, index) => Node(alternative.Value, path, place + alternative.Place, (dimension, index)))]);
        return node;
    }

    private Dimension Dimension(string path, SearchExpression expression, (Dimension, int)? condition, Func<JsonElement, double?> position)
    {
        var dimension = new Dimension(_dimensions.Count, path, expression, condition, position);
        _dimensions.Add(dimension);
        return dimension;
    }

    private SpaceNode Parts(JsonElement value, string path, string place, (Dimension, int)? condition)
    {
        List<(string? Name, SpaceNode Node)> parts = value.ValueKind switch
        {
            JsonValueKind.Object => [.. value.EnumerateObject().Select(property =>
                ((string?)property.Name, Node(property.Value, SpecPath.Property(path, property.Name), SpecPath.Property(place, property.Name), condition)))],
            JsonValueKind.Array => [.. value.EnumerateArray().Select((item, index) => ((string?)null, Node(item, $"{path}[{index}]", $"{place}[{index}]", condition)))],
            _ => [],
        };
        return parts.All(part => part.Node is FixedNode) ? new FixedNode(value) : new CompositeNode(parts);
    }
}
