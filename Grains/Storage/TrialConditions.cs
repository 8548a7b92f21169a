using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Grains.Storage;

/// <summary>Says in SQL which trials a query asks for, and in which order.</summary>
/// <remarks>Whatever a user gave travels as a parameter; the SQL itself consists of fixed texts only.</remarks>
internal sealed class TrialConditions(Dialect dialect)
{
    private readonly Conditions _conditions = new();

    /// <summary>The values of the parameters.</summary>
    public ReadOnlySpan<object?> Values => _conditions.Values;

    /// <summary>What stands behind WHERE.</summary>
    public string Where => _conditions.ToString();

    /// <summary>Takes in what a query asks for.</summary>
    /// <param name="experiment">The experiment's key.</param>
    /// <param name="query">The query.</param>
    public TrialConditions Of(long experiment, TrialQuery query)
    {
        _conditions.Add($"experiment = {_conditions.Value(experiment)}");
        if (query.States is { } states)
        {
            _conditions.Add($"state IN ({ExperimentReads.InList(states.Select(state => (int)state))})");
        }

        foreach (var filter in query.Filters)
        {
            _conditions.Add(Condition(filter));
        }

        return this;
    }

    /// <summary>What stands behind ORDER BY.</summary>
    /// <param name="query">The query.</param>
    /// <param name="direction">What is better, for the best first.</param>
    public string Order(TrialQuery query, ObjectiveDirection direction)
    {
        var (field, descending) = query.BestFirst ? (TrialField.Objective, direction == ObjectiveDirection.Maximize) : (query.Sort, query.Descending);
        var way = descending ? "DESC" : "ASC";
        if (field.Kind == TrialFieldKind.Number)
        {
            return $"number {way}";
        }

        if (field.Kind != TrialFieldKind.Parameter)
        {
            return $"{Number(field)} {way} NULLS LAST, number";
        }

        var name = _conditions.Value(field.Name);
        var (number, text) = (dialect.JsonNumber("choices", name), dialect.JsonText("choices", name));
        return $"{number} {way} NULLS LAST, {text} {way} NULLS LAST, number";
    }

    /// <summary>A parameter for a value that belongs to no condition.</summary>
    public string Value(object value) => _conditions.Value(value);

    private string Condition(TrialFilter filter)
    {
        if (filter.Field.Kind != TrialFieldKind.Parameter)
        {
            return $"{Number(filter.Field)} {Sign(filter.Comparison)} {_conditions.Value(filter.Number!.Value)}";
        }

        var name = _conditions.Value(filter.Field.Name);
        var text = dialect.JsonText("choices", name);
        if (filter.Comparison == ComparisonOperator.Contains)
        {
            return _conditions.Contains($"lower({text})", filter.Value.ToLowerInvariant());
        }

        return filter.Number is { } number
            ? $"{dialect.JsonNumber("choices", name)} {Sign(filter.Comparison)} {_conditions.Value(number)}"
            : $"{text} {Sign(filter.Comparison)} {_conditions.Value(filter.Value)}";
    }

    private string Number(TrialField field) => field.Kind switch
    {
        TrialFieldKind.Number => "number",
        TrialFieldKind.Objective => "objective",
        TrialFieldKind.State => "state",
        TrialFieldKind.Seconds => "seconds",
        TrialFieldKind.Started => "started",
        _ => dialect.JsonNumber("metrics", _conditions.Value(field.Name)),
    };

    private static string Sign(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}
