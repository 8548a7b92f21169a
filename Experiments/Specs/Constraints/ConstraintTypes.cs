using System.Text.Json;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>Knows which parameters a job has, what they are, and what else follows from them.</summary>
/// <param name="job">The job.</param>
/// <param name="parameters">Those of the spec: of a job that takes any parameter, they tell which there are. Null where that was looked at before.</param>
internal sealed class ConstraintTypes(JobDescription job, JsonElement? parameters)
{
    /// <summary>What the paths of parameters begin with.</summary>
    public const string Prefix = "params.";

    /// <summary>The type of a parameter.</summary>
    /// <param name="term">The parameter, for its place and its name in messages.</param>
    /// <param name="steps">The path: names of properties and positions in lists.</param>
    /// <exception cref="ConstraintException">There is no such parameter, or it is not a single value.</exception>
    public ConstraintType Of(ParameterTerm term, IReadOnlyList<string> steps)
    {
        if (job.Derived.Any(quantity => quantity.Name == term.Path))
            return ConstraintType.Number;
        IEnumerable<ParameterSchema> reached = term.Path.StartsWith(Prefix, StringComparison.Ordinal) ? [job.Parameters] : [];
        foreach (var step in steps)
            reached = [.. reached.SelectMany(place => Behind(place, step))];
        if (parameters is { } written && reached.Any(place => place is AnySchema) && !WrittenParameters.Has(written, steps))
            reached = [];
        var types = reached.Select(TypeOf).Distinct().ToList();
        return types switch
        {
            [] => throw new ConstraintException(term.Position, $"'{term.Path}' is not a parameter{Hint(term.Path)}"),
            [{ } type] => type,
            _ => throw new ConstraintException(term.Position, $"'{term.Path}' is not a single number, text or flag"),
        };
    }

    private static ConstraintType? TypeOf(ParameterSchema schema) => schema switch
    {
        // Of what is not described, only numbers can be compared.
        NumberSchema or IntegerSchema or AnySchema => ConstraintType.Number,
        TextSchema => ConstraintType.Text,
        FlagSchema => ConstraintType.Truth,
        _ => null,
    };

    /// <summary>What a step leads to: one schema, several where kinds differ, or none.</summary>
    private static IEnumerable<ParameterSchema> Behind(ParameterSchema place, string step) => place switch
    {
        ObjectSchema properties => properties.Find(step) is { } property ? [property] : properties.IsOpen ? [new AnySchema()] : [],
        AnySchema => [place],
        UnionSchema union when step == union.Discriminator => [union.Names],
        UnionSchema union => union.Kinds.SelectMany(kind => Behind(kind.Value, step)),
        ListSchema list when char.IsAsciiDigit(step[0]) => [list.Item],
        _ => [],
    };

    private string Hint(string name)
    {
        var meant = DidYouMean.Closest(name, Paths(job.Parameters, "params").Concat(parameters is { } written && job.Parameters.IsOpen ? WrittenParameters.Paths(written, "params") : []).Concat(job.Derived.Select(quantity => quantity.Name)));
        return meant is null ? "; parameters are written as params.batch" : $"; did you mean '{meant}'?";
    }

    private static IEnumerable<string> Paths(ParameterSchema place, string path) => place switch
    {
        ObjectSchema properties => properties.Properties.SelectMany(property => Paths(property.Value, $"{path}.{property.Key}")),
        UnionSchema union => union.Kinds.SelectMany(kind => Paths(kind.Value, path)).Prepend($"{path}.{union.Discriminator}").Distinct(),
        ListSchema => [],
        _ => [path],
    };
}
