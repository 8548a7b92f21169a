using System.Globalization;

namespace ActorTraining.Grains.Storage;

/// <summary>The short keys of metric names, as one writing connection has learned them.</summary>
/// <remarks>Names are never removed, so what was read or committed stays true; what was undone dies with its connection.</remarks>
internal sealed class MetricNames(StoreConnection connection)
{
    private readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);

    public int KeyOf(string name)
    {
        if (!_keys.TryGetValue(name, out var key))
        {
            key = Find(name) ?? Add(name);
            _keys.Add(name, key);
        }

        return key;
    }

    private int? Find(string name) =>
        connection.Scalar("SELECT key FROM metric_names WHERE name = $1", name) is { } key ? Convert.ToInt32(key, CultureInfo.InvariantCulture) : null;

    // Another process may add the same name at this moment: the insert waits for it and then does nothing.
    private int Add(string name)
    {
        connection.Execute("INSERT INTO metric_names (name) VALUES ($1) ON CONFLICT (name) DO NOTHING", name);
        return Find(name)!.Value;
    }
}
