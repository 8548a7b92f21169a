using System.Text.Json.Nodes;
using ActorTraining.Experiments.Search.Expressions;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>Translates parameter schemas into JSON Schema (draft 2020-12).</summary>
/// <param name="definitions">Where search expressions may stand, the values of every place are defined twice, and the place refers to them: plainly, a number
/// above 0, and varied, such a number or <c>{ grid: [ numbers above 0 ] }</c>.</param>
internal sealed class JsonSchemaBuilder(JsonSchemaDefinitions definitions)
{
    /// <summary>A place that takes a value as it is.</summary>
    public static JsonObject Plain(ParameterSchema schema) => Described(schema, new JsonSchemaBuilder(new JsonSchemaDefinitions([])) { IsSearchable = false }.Values(schema, ""));

    private bool IsSearchable { get; init; } = true;

    /// <summary>The values that a schema allows, without its summary and default.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="name">Where they stand, for the names of the definitions of their parts.</param>
    public JsonObject Values(ParameterSchema schema, string name) => schema switch
    {
        NumberSchema number => Number(number),
        IntegerSchema integer => Integer(integer),
        TextSchema { Choices: { } choices } => new JsonObject { ["type"] = "string", ["enum"] = Texts(choices) },
        TextSchema => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        DurationSchema duration => Duration(duration),
        MemorySchema => new JsonObject { ["type"] = "string", ["pattern"] = $"^(?=.*[1-9]){MemoryValue.Pattern}$" },
        LabelsSchema => new JsonObject
        {
            ["type"] = "object",
            ["propertyNames"] = new JsonObject { ["minLength"] = 1 },
            ["additionalProperties"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        },
        FlagSchema => new JsonObject { ["type"] = "boolean" },
        ListSchema { TakesSingle: true } list => AnyOf(Values(list.Item, $"{name}-item"), List(list, name)),
        ListSchema list => List(list, name),
        ObjectSchema { Shorthand: { } shorthand } properties =>
            AnyOf(Values(properties.Find(shorthand)!, name), Object(properties, name)),
        ObjectSchema properties => Object(properties, name),
        UnionSchema union => Union(union, name),
        _ => new JsonObject { ["type"] = "object" },
    };

    /// <summary>One of several schemas.</summary>
    public static JsonObject AnyOf(params IEnumerable<JsonNode> schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    /// <summary>A fixed text with its explanation.</summary>
    public static JsonObject Constant(string text, string summary) => new() { ["const"] = text, ["description"] = summary };

    private static JsonObject Described(ParameterSchema schema, JsonObject values)
    {
        if (schema.Default is { } standing)
            values.Insert(0, "default", JsonNode.Parse(standing.GetRawText()));
        if (schema.Summary.Length > 0)
            values.Insert(0, "description", schema.Summary);
        return values;
    }

    /// <summary>A place that takes a value of the schema or, in a search space, an expression of such values.</summary>
    private JsonObject Place(ParameterSchema schema, string name)
    {
        if (!IsSearchable)
            return Described(schema, Values(schema, name));
        var values = definitions.NameOf(Values(schema, name), JsonSchemaNames.Of(schema, name));
        var varied = definitions.NameOf(AnyOf(JsonSchemaDefinitions.Reference(values), Expression(schema, values)), JsonSchemaNames.Varied(values));
        return Described(schema, JsonSchemaDefinitions.Reference(varied));
    }

    private JsonObject Expression(ParameterSchema schema, string values)
    {
        var keywords = new JsonObject();
        foreach (var keyword in SearchKeywords.All.Where(keyword => keyword.Misfit(schema) is null))
            keywords[keyword.Name] = Argument(keyword, JsonSchemaDefinitions.Reference(values));
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = keywords,
            ["minProperties"] = 1,
            ["maxProperties"] = 1,
            ["additionalProperties"] = false,
        };
    }

    private JsonObject Argument(SearchKeyword keyword, JsonObject values)
    {
        var argument = keyword.ArgumentSchema(values);
        argument["description"] = keyword.Summary;
        var isAlikeEverywhere = values.Parent is null;
        return isAlikeEverywhere ? JsonSchemaDefinitions.Reference(definitions.NameOf(argument, keyword.Name)) : argument;
    }

    private static JsonObject Number(NumberSchema schema)
    {
        var number = new JsonObject { ["type"] = "number" };
        Add(number, "minimum", schema.Minimum);
        Add(number, "exclusiveMinimum", schema.ExclusiveMinimum);
        Add(number, "maximum", schema.Maximum);
        Add(number, "exclusiveMaximum", schema.ExclusiveMaximum);
        return number;
    }

    private static JsonObject Integer(IntegerSchema schema)
    {
        var integer = new JsonObject { ["type"] = "integer" };
        if (schema.Minimum != int.MinValue)
            integer["minimum"] = schema.Minimum;
        if (schema.Maximum is not (int.MaxValue or long.MaxValue))
            integer["maximum"] = schema.Maximum;
        return integer;
    }

    private static JsonObject Duration(DurationSchema schema)
    {
        var text = new JsonObject { ["type"] = "string", ["pattern"] = schema.AllowsZero ? $"^{DurationValue.Pattern}$" : $"^(?=.*[1-9]){DurationValue.Pattern}$" };
        var seconds = new JsonObject
        {
            ["type"] = "number",
            [schema.AllowsZero ? "minimum" : "exclusiveMinimum"] = 0,
            ["maximum"] = schema.Maximum.TotalSeconds,
        };
        return schema.Word is null ? AnyOf(text, seconds) : AnyOf(new JsonObject { ["const"] = schema.Word }, text, seconds);
    }

    private JsonObject List(ListSchema schema, string name)
    {
        var list = new JsonObject { ["type"] = "array" };
        Add(list, "minItems", schema.MinLength == 0 ? null : schema.MinLength);
        Add(list, "maxItems", schema.MaxLength == int.MaxValue ? null : schema.MaxLength);
        list["items"] = Place(schema.Item, $"{name}-item");
        return list;
    }

    private JsonObject Object(ObjectSchema schema, string name)
    {
        var properties = new JsonObject();
        foreach (var (key, property) in schema.Properties)
            properties[key] = Place(property, $"{name}.{key}");
        var closed = Closed(properties, schema.Properties.Where(property => property.Value.Required).Select(property => property.Key));
        if (schema.IsOpen)
            closed.Remove("additionalProperties");
        return closed;
    }

    private JsonObject Union(UnionSchema schema, string name)
    {
        var alone = schema.Kinds.Where(kind => !kind.Value.Properties.Any(property => property.Value.Required));
        IEnumerable<JsonNode> kinds = schema.Kinds.Select(kind => Kind(schema, kind.Key, kind.Value, name));
        return AnyOf([.. alone.Select(kind => Constant(kind.Key, kind.Value.Summary)), .. kinds]);
    }

    private JsonObject Kind(UnionSchema union, string kind, ObjectSchema schema, string name)
    {
        var properties = new JsonObject { [union.Discriminator] = Discriminator(union, kind, $"{name}-{union.Discriminator}") };
        foreach (var (key, property) in schema.Properties)
            properties[key] = Place(property, $"{name}.{kind}.{key}");
        var needed = schema.Properties.Where(property => property.Value.Required).Select(property => property.Key);
        return Described(schema with { Default = null }, Closed(properties, needed.Prepend(union.Discriminator)));
    }

    private JsonObject Discriminator(UnionSchema union, string kind, string name)
    {
        if (!IsSearchable)
            return new JsonObject { ["const"] = kind };
        var names = definitions.NameOf(Values(union.Names, name), JsonSchemaNames.Of(union.Names, name));
        var varied = definitions.NameOf(Expression(union.Names, names), JsonSchemaNames.Varied(names));
        return AnyOf(new JsonObject { ["const"] = kind }, JsonSchemaDefinitions.Reference(varied));
    }

    private static JsonObject Closed(JsonObject properties, IEnumerable<string> required)
    {
        var names = required.ToList();
        var closed = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (names.Count > 0)
            closed["required"] = Texts(names);
        closed["additionalProperties"] = false;
        return closed;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static void Add(JsonObject schema, string keyword, double? value)
    {
        if (value is not null)
            schema[keyword] = value;
    }
}
