namespace Orleans.Runtime;

/// <summary>
/// Values that travel with calls: what is set before a call can be read by the grain called, and by those it calls.
/// Changes made by the grain called do not come back.
/// </summary>
public static class RequestContext
{
    // Copy on write: a call takes the dictionary as it is, so nobody may change it afterwards.
    private static readonly AsyncLocal<Dictionary<string, object>?> s_values = new();

    /// <summary>The names that are set.</summary>
    public static IEnumerable<string> Keys => s_values.Value?.Keys ?? Enumerable.Empty<string>();

    internal static Dictionary<string, object>? Current => s_values.Value;

    /// <summary>The value under that name, or null.</summary>
    public static object? Get(string key) => s_values.Value?.GetValueOrDefault(key);

    /// <summary>Sets a value for the calls that follow in this flow of control. Use immutable values.</summary>
    public static void Set(string key, object value)
    {
        ArgumentNullException.ThrowIfNull(key);
        var old = s_values.Value;
        s_values.Value = old is null ? new() { [key] = value } : new(old) { [key] = value };
    }

    /// <summary>Removes a value.</summary>
    /// <returns>Whether it was set.</returns>
    public static bool Remove(string key)
    {
        if (s_values.Value is not { } old || !old.ContainsKey(key))
        {
            return false;
        }

        var rest = new Dictionary<string, object>(old);
        rest.Remove(key);
        s_values.Value = rest.Count == 0 ? null : rest;
        return true;
    }

    /// <summary>Removes every value.</summary>
    public static void Clear() => Import(null);

    internal static void Import(Dictionary<string, object>? values)
    {
        // Reading is cheap, writing copies the execution context.
        if (!ReferenceEquals(s_values.Value, values))
        {
            s_values.Value = values;
        }
    }
}
