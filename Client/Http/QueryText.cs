using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ActorTraining.Client.Http;

/// <summary>Builds the path and the query of an address; what stands between slashes and behind equals signs is escaped.</summary>
internal sealed class QueryText
{
    private readonly StringBuilder _text = new();
    private bool _hasQuery;

    /// <summary>Begins with a path.</summary>
    /// <param name="segments">What stands between the slashes; a slash within one is escaped.</param>
    public QueryText(params ReadOnlySpan<string> segments)
    {
        foreach (var segment in segments)
            _text.Append(_text.Length == 0 ? "" : "/").Append(Uri.EscapeDataString(segment));
    }

    /// <summary>Adds a name that may itself have slashes, which stay.</summary>
    public QueryText Name(string name)
    {
        foreach (var segment in name.Split('/'))
            _text.Append('/').Append(Uri.EscapeDataString(segment));
        return this;
    }

    /// <summary>Adds a parameter; null adds none.</summary>
    public QueryText With(string name, string? value)
    {
        if (value is null)
            return this;
        _text.Append(_hasQuery ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        _hasQuery = true;
        return this;
    }

    /// <summary>Adds a whole number; null adds none.</summary>
    public QueryText With(string name, long? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a parameter once for each value; null adds none. Enumerations are written as in JSON.</summary>
    public QueryText WithEach<T>(string name, IEnumerable<T>? values)
    {
        foreach (var value in values ?? [])
            With(name, value is Enum member ? JsonNamingPolicy.CamelCase.ConvertName(member.ToString()) : Convert.ToString(value, CultureInfo.InvariantCulture));
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
