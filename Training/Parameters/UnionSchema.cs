using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>One of several kinds of object; the property <see cref="Discriminator"/> says which: <c>{ kind: sgd, lr: 0.1 }</c>.</summary>
/// <remarks>The name of a kind that needs no properties may stand alone: <c>sigmoid</c> means <c>{ kind: sigmoid }</c>.</remarks>
public sealed record UnionSchema : ParameterSchema
{
    /// <summary>The kinds by name, in the order in which documentation lists them. Their properties do not include the discriminator.</summary>
    public required IReadOnlyList<KeyValuePair<string, ObjectSchema>> Kinds { get; init; }

    /// <summary>The property that names the kind.</summary>
    public string Discriminator { get; init; } = "kind";

    /// <summary>The schema of the discriminator: the names of all kinds.</summary>
    public TextSchema Names => new() { Choices = [.. Kinds.Select(kind => kind.Key)] };

    /// <summary>The schema of a kind; null when there is none of this name.</summary>
    public ObjectSchema? Find(string? name) => Kinds.FirstOrDefault(kind => kind.Key == name).Value;

    /// <inheritdoc/>
    protected internal override void ValidateValue(JsonElement value, string path, ParameterValidation validation)
    {
        if (value.ValueKind == JsonValueKind.String)
            ValidateName(value, path, validation);
        else if (value.ValueKind != JsonValueKind.Object)
            validation.Fault(path, $"{ParameterValue.Show(value)} is neither an object with '{Discriminator}' nor {DidYouMean.Listed(Names.Choices!, "or")}");
        else if (!value.TryGetProperty(Discriminator, out var name))
            validation.Fault($"{path}.{Discriminator}", $"is missing; give one of {DidYouMean.Listed(Names.Choices!)}");
        else
            ValidateKinds(value, name, path, validation);
    }

    /// <inheritdoc/>
    protected internal override void WriteComplete(JsonElement value, Utf8JsonWriter writer)
    {
        var name = value.ValueKind == JsonValueKind.Object ? value.GetProperty(Discriminator).GetString() : value.GetString();
        writer.WriteStartObject();
        writer.WriteString(Discriminator, name);
        Find(name)!.WriteProperties(value, writer);
        writer.WriteEndObject();
    }

    private void ValidateName(JsonElement value, string path, ParameterValidation validation)
    {
        Names.ValidateValue(value, path, validation);
        var needed = Find(value.GetString())?.Properties.Where(property => property.Value.Required).Select(property => property.Key).ToList();
        if (needed is { Count: > 0 })
            validation.Fault(path, $"{ParameterValue.Show(value)} needs {DidYouMean.Listed(needed)}; write {{ {Discriminator}: {value.GetString()}, {needed[0]}: ... }}");
    }

    private void ValidateKinds(JsonElement value, JsonElement name, string path, ParameterValidation validation)
    {
        var seen = new HashSet<string>();
        foreach (var place in validation.ValuesAt(Names, name, $"{path}.{Discriminator}"))
        {
            Names.ValidateValue(place.Value, place.Path, validation);
            if (place.Value.ValueKind == JsonValueKind.String && seen.Add(place.Value.GetString()!))
                Find(place.Value.GetString())?.ValidateProperties(value, path, Discriminator, validation);
        }
    }
}
