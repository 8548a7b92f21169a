using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>An object with named properties; a name that is not among them is an error with a did-you-mean.</summary>
public sealed record ObjectSchema : ParameterSchema
{
    private static readonly AnySchema Unknown = new();

    /// <summary>The properties, in the order in which documentation lists them.</summary>
    public required IReadOnlyList<KeyValuePair<string, ParameterSchema>> Properties { get; init; }

    /// <summary>The property that a value stands for when it is given in place of the object: with <c>metric</c>, <c>test.accuracy</c> means
    /// <c>{ metric: test.accuracy }</c>. Null where an object has to be given.</summary>
    public string? Shorthand { get; init; }

    /// <summary>What a message calls a property.</summary>
    public string Noun { get; init; } = "parameter";

    /// <summary>The schema of a property; null when there is none of this name.</summary>
    public ParameterSchema? Find(string name)
    {
        foreach (var property in Properties)
        {
            if (property.Key == name)
                return property.Value;
        }
        return null;
    }

    /// <summary>Whether it takes other properties too, with any value.</summary>
    public bool IsOpen { get; init; }

    /// <inheritdoc/>
    protected internal override void ValidateValue(JsonElement value, string path, ParameterValidation validation)
    {
        if (value.ValueKind == JsonValueKind.Object)
            ValidateProperties(value, path, null, validation);
        else if (Shorthand is not null && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            Find(Shorthand)!.Validate(value, path, validation);
        else
            validation.Fault(path, $"{ParameterValue.Show(value)} is not an object with {Names()}");
    }

    /// <inheritdoc/>
    protected internal override void WriteComplete(JsonElement value, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteProperties(value, writer);
        writer.WriteEndObject();
    }

    /// <summary>Checks the properties of an object, apart from the one that has told a union which schema to take.</summary>
    internal void ValidateProperties(JsonElement value, string path, string? discriminator, ParameterValidation validation)
    {
        foreach (var given in value.EnumerateObject())
        {
            if (given.Name == discriminator)
                continue;
            if ((Find(given.Name) ?? (IsOpen ? Unknown : null)) is not { } schema)
                validation.Fault($"{path}.{given.Name}", $"unknown {Noun}{DidYouMean.Hint(given.Name, Known(discriminator))}");
            else if (given.Value.ValueKind == JsonValueKind.Null)
                validation.Fault($"{path}.{given.Name}", "has no value");
            else
                schema.Validate(given.Value, $"{path}.{given.Name}", validation);
        }
        foreach (var property in Properties)
        {
            if (property.Value.Required && !value.TryGetProperty(property.Key, out _))
                validation.Fault($"{path}.{property.Key}", "is missing");
        }
    }

    internal void WriteProperties(JsonElement value, Utf8JsonWriter writer)
    {
        foreach (var (name, schema) in Properties)
        {
            if (Given(value, name) is not { } given)
                continue;
            writer.WritePropertyName(name);
            schema.WriteComplete(given, writer);
        }
        foreach (var other in IsOpen && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Where(property => Find(property.Name) is null) : [])
            other.WriteTo(writer);
    }

    private JsonElement? Given(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return name == Shorthand ? value : Find(name)!.Default;
        return value.TryGetProperty(name, out var given) ? given : Find(name)!.Default;
    }

    private IEnumerable<string> Known(string? discriminator)
    {
        var names = Properties.Select(property => property.Key);
        return discriminator is null ? names : names.Prepend(discriminator);
    }

    private string Names() => Properties.Count == 0 ? "no properties" : DidYouMean.Listed(Known(null));
}
