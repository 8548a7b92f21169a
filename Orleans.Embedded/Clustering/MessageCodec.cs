using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Clustering;

/// <summary>Writes what travels between silos and reads it: arguments and results as JSON by their declared types, contexts, exceptions.</summary>
internal sealed class MessageCodec
{
    private static readonly (Type Type, Func<string, object> Read)[] s_contextTypes =
    [
        (typeof(string), text => text),
        (typeof(SiloAddress), SiloAddress.FromParsableString),
        (typeof(bool), text => bool.Parse(text)),
        (typeof(int), text => int.Parse(text, CultureInfo.InvariantCulture)),
        (typeof(long), text => long.Parse(text, CultureInfo.InvariantCulture)),
        (typeof(double), text => double.Parse(text, CultureInfo.InvariantCulture)),
        (typeof(Guid), text => Guid.Parse(text)),
    ];

    // Required members make a message that lacks a part malformed instead of half empty.
    private static readonly JsonSerializerOptions s_control = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private readonly JsonSerializerOptions _json;
    private readonly Assembly[] _exceptions;

    public MessageCodec(CallRouter router, ClusteringOptions options)
    {
        _json = new JsonSerializerOptions(options.JsonOptions);
        _json.Converters.Insert(0, new AddressableConverter(router));
        _json.Converters.Insert(0, new TextConverter<GrainId>(id => id.ToString(), GrainId.Parse));
        _json.Converters.Insert(0, new TextConverter<SiloAddress>(address => address.ToParsableString(), SiloAddress.FromParsableString));
        _exceptions =
        [
            .. new[] { typeof(Exception).Assembly, typeof(JsonException).Assembly, typeof(OrleansException).Assembly }
                .Concat(router.Classes.Types.Select(type => type.Assembly))
                .Concat(router.Classes.Interfaces.Select(type => type.Assembly))
                .Concat(options.ExceptionAssemblies)
                .Distinct(),
        ];
    }

    public void WriteArguments(FrameWriter frame, GrainMethod method, object?[] arguments)
    {
        using var json = new Utf8JsonWriter(frame);
        json.WriteStartArray();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i == method.CancellationIndex)
            {
                json.WriteNullValue();
            }
            else
            {
                JsonSerializer.Serialize(json, arguments[i], method.ParameterTypes[i], _json);
            }
        }

        json.WriteEndArray();
    }

    /// <exception cref="JsonException">The arguments are not those of the method.</exception>
    public object?[] ReadArguments(ReadOnlySpan<byte> body, GrainMethod method, CancellationToken cancellation)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        var arguments = new object?[method.ParameterTypes.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            reader.Read();
            if (i == method.CancellationIndex)
            {
                arguments[i] = cancellation;
            }
            else
            {
                arguments[i] = JsonSerializer.Deserialize(ref reader, method.ParameterTypes[i], _json);
            }
        }

        return arguments;
    }

    public void WriteResult<T>(FrameWriter frame, T result)
    {
        if (typeof(T) != typeof(NoResult))
        {
            using var json = new Utf8JsonWriter(frame);
            JsonSerializer.Serialize(json, result, _json);
        }
    }

    public T ReadResult<T>(ReadOnlySpan<byte> body) => typeof(T) == typeof(NoResult) ? default! : JsonSerializer.Deserialize<T>(body, _json)!;

    public static void WriteFailure(FrameWriter frame, Exception failure) => WriteControl(frame, RemoteFailure.Of(failure));

    public Exception ReadFailure(ReadOnlySpan<byte> body) => ReadControl<RemoteFailure>(body).ToException(_exceptions);

    /// <exception cref="NotSupportedException">A value is of a type that does not travel.</exception>
    public static void WriteContext(FrameWriter frame, Dictionary<string, object>? context)
    {
        frame.WriteByte((byte)(context?.Count ?? 0));
        foreach (var (key, value) in context ?? [])
        {
            var type = Array.FindIndex(s_contextTypes, entry => entry.Type == value.GetType());
            if (type < 0 || context!.Count > byte.MaxValue)
            {
                throw new NotSupportedException(type < 0
                    ? $"RequestContext '{key}' is a {value.GetType()}: only strings, numbers, booleans, GUIDs and silo addresses travel between silos"
                    : $"the RequestContext has more than {byte.MaxValue} values");
            }

            frame.WriteString(key);
            frame.WriteByte((byte)type);
            frame.WriteString(value is SiloAddress address ? address.ToParsableString() : Convert.ToString(value, CultureInfo.InvariantCulture)!);
        }
    }

    public static Dictionary<string, object>? ReadContext(ref FrameReader frame)
    {
        var count = frame.ReadByte();
        var context = count == 0 ? null : new Dictionary<string, object>(count);
        for (var i = 0; i < count; i++)
        {
            var (key, type, text) = (frame.ReadString(), frame.ReadByte(), frame.ReadString());
            try
            {
                context![key] = s_contextTypes[type].Read(text);
            }
            catch (Exception failure) when (failure is FormatException or OverflowException or IndexOutOfRangeException)
            {
                throw new MalformedFrameException($"the value '{text}' of RequestContext '{key}' cannot be read");
            }
        }

        return context;
    }

    public static void WriteControl<T>(FrameWriter frame, T message)
    {
        using var json = new Utf8JsonWriter(frame);
        JsonSerializer.Serialize(json, message, s_control);
    }

    /// <exception cref="MalformedFrameException">The body is no such message.</exception>
    public static T ReadControl<T>(ReadOnlySpan<byte> body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, s_control) ?? throw new MalformedFrameException($"{typeof(T).Name} is null");
        }
        catch (JsonException failure)
        {
            throw new MalformedFrameException($"{typeof(T).Name} cannot be read: {failure.Message}");
        }
    }
}
