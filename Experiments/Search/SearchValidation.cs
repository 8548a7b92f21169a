using System.Text.Json;
using ActorTraining.Experiments.Search.Expressions;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search;

/// <summary>Validates a spec: under <c>params</c>, a search expression stands for all the values it can give.</summary>
/// <param name="errors">Receives every fault once.</param>
internal sealed class SearchValidation(ICollection<ParameterError> errors) : ParameterValidation(errors)
{
    /// <inheritdoc/>
    public override IEnumerable<(JsonElement Value, string Path)> ValuesAt(ParameterSchema schema, JsonElement value, string path)
    {
        if (!path.StartsWith(SpecPath.Parameter(""), StringComparison.Ordinal))
            return [(value, path)];
        if (SearchKeywords.Of(value, out _) is not { } keyword)
            return IsMisspelt(schema, value, path) ? [] : [(value, path)];
        if (keyword.Misfit(schema) is { } misfit)
        {
            Fault(path, misfit);
            return [];
        }
        SearchKeywords.TryParse(value, path, this, out var expression);
        return expression?.Samples().Select(sample => (sample.Value, path + sample.Place)) ?? [];
    }

    /// <summary>Whether an object was meant as an expression: where a single value belongs, or by a key that is almost a keyword with a list behind it.</summary>
    private bool IsMisspelt(ParameterSchema schema, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object || IsFor(schema, value))
            return false;
        var names = value.EnumerateObject().Select(property => property.Name).ToList();
        var keywords = SearchKeywords.All.Select(keyword => keyword.Name).ToList();
        if (names.Count > 1 && names.Find(keywords.Contains) is { } known)
            Fault(path, $"a search expression has a single key; keep '{known}' and remove the others");
        else if (schema is not (NumberSchema or IntegerSchema or TextSchema or FlagSchema or DurationSchema) && !IsNearKeyword(value, keywords))
            return false;
        else if (names.Count == 0)
            Fault(path, "an empty object is no value");
        else
            Fault(path, $"'{names[0]}' is not a search expression{DidYouMean.Hint(names[0], keywords)}");
        return true;
    }

    /// <summary>Whether an object has a property that the schema knows.</summary>
    private static bool IsFor(ParameterSchema schema, JsonElement value) => schema switch
    {
        ObjectSchema properties => properties.Properties.Any(property => value.TryGetProperty(property.Key, out _)),
        UnionSchema union => value.TryGetProperty(union.Discriminator, out _),
        _ => false,
    };

    private static bool IsNearKeyword(JsonElement value, List<string> keywords) =>
        value.GetPropertyCount() == 1
        && value.EnumerateObject().First() is { Value.ValueKind: JsonValueKind.Array } only
        && DidYouMean.Closest(only.Name, keywords) is not null;
}
