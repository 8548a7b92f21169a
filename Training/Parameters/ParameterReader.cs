using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>Typed access to the parameters of a trial, with the defaults of the schema filled in.</summary>
/// <remarks>
/// Paths lead through objects by dots: <c>Double("optimizer.lr")</c>. Asking for a parameter that was left out and has no default
/// throws <see cref="InvalidOperationException"/>; ask <see cref="Has"/> first where that can be.
/// </remarks>
/// <example><code>
/// var parameters = new ParameterReader(Schema, trial.Parameters);
/// var epochs = parameters.Int("epochs");
/// foreach (var layer in parameters.Objects("model.layers"))
///     network.Add(layer.Kind == "linear" ? new Linear(inputs, layer.Int("units")) : new Sigmoid());
/// </code></example>
public sealed class ParameterReader
{
    /// <summary>Validates and completes parameters.</summary>
    /// <param name="schema">The job's schema.</param>
    /// <param name="parameters">The trial's parameters, without search expressions.</param>
    /// <exception cref="InvalidParametersException">The parameters do not fit the schema.</exception>
    public ParameterReader(ObjectSchema schema, JsonElement parameters)
    {
        var errors = new List<ParameterError>();
        schema.Validate(parameters, "params", errors);
        if (errors.Count > 0)
            throw new InvalidParametersException(errors);
        Value = schema.Complete(parameters);
    }

    private ParameterReader(JsonElement completed) => Value = completed;

    /// <summary>All parameters of this object, completed.</summary>
    public JsonElement Value { get; }

    /// <summary>The name of the kind, in an object that is one of several kinds (<see cref="UnionSchema"/>).</summary>
    public string Kind => Text("kind");

    /// <summary>Whether the parameter was given or has a default.</summary>
    public bool Has(string path) => Find(path) is not null;

    /// <summary>A number as float64.</summary>
    public double Double(string path) => Get(path).GetDouble();

    /// <summary>A number as float32.</summary>
    public float Float(string path) => (float)Double(path);

    /// <summary>A whole number.</summary>
    /// <exception cref="OverflowException">The schema allows more than fits an <see cref="int"/>.</exception>
    public int Int(string path) => checked((int)Long(path));

    /// <summary>A whole number that may exceed an <see cref="int"/>.</summary>
    public long Long(string path) => Get(path).GetInt64();

    /// <summary>A text.</summary>
    public string Text(string path) => Get(path).GetString()!;

    /// <summary>A span of time.</summary>
    /// <exception cref="FormatException">The schema allows a word there, and it was given.</exception>
    public TimeSpan Duration(string path) =>
        DurationValue.TryRead(Get(path), out var duration) ? duration : throw new FormatException($"The parameter '{path}' is not a duration.");

    /// <summary>True or false.</summary>
    public bool Flag(string path) => Get(path).GetBoolean();

    /// <summary>A part of the parameters, whose own paths start there.</summary>
    public ParameterReader Object(string path) => new(Get(path));

    /// <summary>A list of objects.</summary>
    public IReadOnlyList<ParameterReader> Objects(string path) => List(path, item => new ParameterReader(item));

    /// <summary>A list of numbers.</summary>
    public IReadOnlyList<double> Doubles(string path) => List(path, item => item.GetDouble());

    /// <summary>A list of whole numbers.</summary>
    public IReadOnlyList<int> Ints(string path) => List(path, item => item.GetInt32());

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string path) => List(path, item => item.GetString()!);

    private List<T> List<T>(string path, Func<JsonElement, T> read) => [.. Get(path).EnumerateArray().Select(read)];

    private JsonElement Get(string path) =>
        Find(path) ?? throw new InvalidOperationException($"The parameter '{path}' was left out and its schema has no default.");

    private JsonElement? Find(string path)
    {
        var value = Value;
        foreach (var name in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return null;
        }
        return value;
    }
}
