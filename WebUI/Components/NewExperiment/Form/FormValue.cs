using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Experiments.Search;
using ActorTraining.Training.Parameters;

namespace ActorTraining.WebUI.Components.NewExperiment.Form;

/// <summary>What a form makes of what is typed and chosen in it.</summary>
internal static class FormValue
{
    private static readonly JsonElement Flags = JsonSerializer.Deserialize<JsonElement>("[true,false]");

    /// <summary>The text of a value in an input.</summary>
    public static string Text(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Array } list => string.Join(", ", list.EnumerateArray().Select(item => Text(item))),
        { } other => other.GetRawText(),
    };

    /// <summary>The value of a text; null for an empty one, which means the default. What does not fit stays a text, so that the fault is told.</summary>
    public static JsonElement? Parse(ParameterSchema schema, string? text)
    {
        text = text?.Trim() ?? "";
        if (text.Length == 0)
            return null;
        return schema switch
        {
            NumberSchema or IntegerSchema when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) =>
                IsJson(text) ? JsonSerializer.Deserialize<JsonElement>(text) : ParameterValue.Of(number),
            FlagSchema when bool.TryParse(text, out var flag) => ParameterValue.Of(flag),
            ListSchema list => ParseList(list.Item, text),
            _ => ParameterValue.Of(text),
        };
    }

    /// <summary>Values with commas between them.</summary>
    public static JsonElement ParseList(ParameterSchema item, string? text) => JsonSerializer.SerializeToElement(
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => Parse(item, part)));

    /// <summary>Whether a value of a schema fits into one line of text.</summary>
    public static bool IsPlain(ParameterSchema schema) => schema is NumberSchema or IntegerSchema or TextSchema or FlagSchema or DurationSchema or MemorySchema;

    /// <summary>An object with another value of a property; null takes it out. A new one comes where the schema lists it.</summary>
    public static JsonElement WithProperty(JsonElement? value, string name, JsonElement? property, IEnumerable<string> order)
    {
        var names = order.ToList();
        var given = value is { ValueKind: JsonValueKind.Object } o ? o.EnumerateObject().Select(p => (p.Name, p.Value)).ToList() : [];
        var index = given.FindIndex(entry => entry.Name == name);
        if (index >= 0)
            given.RemoveAt(index);
        if (property is { } changed)
        {
            index = index >= 0 ? index : 1 + given.FindLastIndex(entry => names.IndexOf(entry.Name) < names.IndexOf(name));
            given.Insert(index, (name, changed));
        }

        return JsonSerializer.SerializeToElement(new JsonObject(given.Select(entry => KeyValuePair.Create(entry.Name, (JsonNode?)JsonNode.Parse(entry.Value.GetRawText())))));
    }

    /// <summary>A list with another item at an index; null takes it out, and the index behind the last one adds it.</summary>
    public static JsonElement WithItem(JsonElement? list, int index, JsonElement? item)
    {
        var items = list is { ValueKind: JsonValueKind.Array } given ? given.EnumerateArray().ToList() : [];
        if (index < items.Count)
            items.RemoveAt(index);
        if (item is { } changed)
            items.Insert(index, changed);
        return JsonSerializer.SerializeToElement(items);
    }

    /// <summary>A list with two neighbours exchanged.</summary>
    public static JsonElement Swapped(JsonElement list, int index)
    {
        var items = list.EnumerateArray().ToList();
        (items[index], items[index + 1]) = (items[index + 1], items[index]);
        return JsonSerializer.SerializeToElement(items);
    }

    /// <summary>A value to begin with: the default, or the least that is allowed.</summary>
    public static JsonElement First(ParameterSchema schema) => schema.Default ?? schema switch
    {
        NumberSchema number => ParameterValue.Of(number.Minimum ?? (number.ExclusiveMinimum is { } least ? least + 0.1 : 0)),
        IntegerSchema integer => ParameterValue.Of(Math.Max(integer.Minimum, 1)),
        TextSchema { Choices: [var first, ..] } => ParameterValue.Of(first),
        FlagSchema => ParameterValue.Of(false),
        ListSchema list => JsonSerializer.SerializeToElement(Enumerable.Repeat(First(list.Item), Math.Max(1, list.MinLength))),
        ObjectSchema properties => Required(properties, null),
        UnionSchema union => Kind(union, union.Kinds[0].Key, null),
        DurationSchema => ParameterValue.Of("1h"),
        _ => ParameterValue.Of(""),
    };

    /// <summary>A value of a kind of a union, with what an earlier value of another kind has in common with it.</summary>
    public static JsonElement Kind(UnionSchema union, string kind, JsonElement? before)
    {
        var made = Required(union.Find(kind)!, before);
        if (made.GetPropertyCount() == 0)
            return ParameterValue.Of(kind);
        var named = new JsonObject { [union.Discriminator] = kind };
        foreach (var property in made.EnumerateObject())
            named[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        return JsonSerializer.SerializeToElement(named);
    }

    /// <summary>A list that begins with a value, and has a second item to fill in.</summary>
    public static JsonElement Several(ParameterSchema item, JsonElement first) => JsonSerializer.SerializeToElement(new[] { first, First(item) });

    /// <summary>A search expression in place of a value, with values around it.</summary>
    public static JsonElement Varied(ParameterSchema schema, SearchWord word, JsonElement? value)
    {
        var middle = value is { } given && SearchVocabulary.Of(given) is not null ? Fixed(given) : value ?? First(schema);
        var argument = word.Parts.Count > 0 ? Bounds(schema, word.Name, middle) : Alternatives(schema, middle);
        return JsonSerializer.SerializeToElement(new JsonObject { [word.Name] = JsonNode.Parse(argument.GetRawText()) });
    }

    /// <summary>A single value in place of a search expression: the first in a list, the middle between two bounds.</summary>
    public static JsonElement Fixed(JsonElement expression)
    {
        if (SearchVocabulary.Of(expression) is not (var word, { ValueKind: JsonValueKind.Array } argument) || argument.GetArrayLength() == 0)
            return expression;
        if (word.Parts.Count == 0 || word.Name == "normal" || argument.GetArrayLength() < 2 || !ParameterValue.TryGetFinite(argument[0], out var low) || !ParameterValue.TryGetFinite(argument[1], out var high))
            return argument[0];
        return word.Name switch
        {
            "int" => ParameterValue.Of((long)Math.Round((low + high) / 2)),
            "logint" => ParameterValue.Of((long)Math.Round(Math.Sqrt(low * high))),
            "loguniform" => Rounded(Math.Sqrt(low * high)),
            _ => Rounded((low + high) / 2),
        };
    }

    private static JsonElement Required(ObjectSchema schema, JsonElement? before)
    {
        var made = new JsonObject();
        foreach (var (name, property) in schema.Properties)
        {
            if (before is { ValueKind: JsonValueKind.Object } old && old.TryGetProperty(name, out var kept))
                made[name] = JsonNode.Parse(kept.GetRawText());
            else if (property.Required)
                made[name] = JsonNode.Parse(First(property).GetRawText());
        }

        return JsonSerializer.SerializeToElement(made);
    }

    private static JsonElement Alternatives(ParameterSchema schema, JsonElement middle) => schema switch
    {
        TextSchema { Choices: { } choices } => ParameterValue.Of(choices),
        FlagSchema => Flags,
        IntegerSchema when ParameterValue.TryGetWhole(middle, out var whole) => ParameterValue.Of(new[] { whole, 2 * Math.Max(1, whole) }),
        NumberSchema when ParameterValue.TryGetFinite(middle, out var number) && number != 0 =>
            JsonSerializer.SerializeToElement(new[] { Rounded(number / 10), middle }.Where(value => IsValid(schema, value))),
        _ => JsonSerializer.SerializeToElement(new[] { middle }),
    };

    private static JsonElement Bounds(ParameterSchema schema, string word, JsonElement middle)
    {
        var number = ParameterValue.TryGetFinite(middle, out var given) ? given : 1;
        if (word == "int")
            return ParameterValue.Of(new[] { Math.Max(schema is IntegerSchema least ? least.Minimum : long.MinValue, (long)number / 2), Math.Max(1, 2 * (long)number) });
        if (word == "logint")
            return ParameterValue.Of(new[] { Math.Max(1, (long)number / 10), 10 * Math.Max(1, (long)number) });
        var factor = word == "loguniform" ? 10 : 2;
        if (number == 0)
            number = 0.1;
        if (word == "normal")
            return JsonSerializer.SerializeToElement(new[] { Rounded(number), Rounded(Math.Abs(number) / 10) });
        if (word == "quantised")
        {
            var step = schema is IntegerSchema ? 1 : Math.Abs(number) / 10;
            return JsonSerializer.SerializeToElement(new[] { Rounded(number), Rounded(schema is IntegerSchema ? number + 4 : number + 10 * step), Rounded(step) });
        }
        JsonElement[] bounds = [Rounded(number / factor), Rounded(number * factor)];
        return JsonSerializer.SerializeToElement(bounds.Select(bound => IsValid(schema, bound) ? bound : Rounded(number)));
    }

    private static bool IsValid(ParameterSchema schema, JsonElement value)
    {
        var errors = new List<ParameterError>();
        schema.Validate(value, "", errors);
        return errors.Count == 0;
    }

    private static JsonElement Rounded(double value) => ParameterValue.Of(double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private static bool IsJson(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text).ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
