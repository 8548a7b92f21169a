namespace ActorTraining.Deploy.Tests.Systemd;

/// <summary>A unit of systemd: its settings in their order.</summary>
internal sealed record Unit(IReadOnlyList<(string Name, string Value)> Settings)
{
    /// <summary>The values of a setting.</summary>
    public IEnumerable<string> Of(string name) => Settings.Where(setting => setting.Name == name).Select(setting => setting.Value);

    /// <summary>The value of an environment variable; null where it has none.</summary>
    public string? Variable(string name) => Of("Environment").Select(value => value.Split('=', 2)).Where(pair => pair[0] == name).Select(pair => pair[1]).SingleOrDefault();

    /// <summary>Reads one of <c>deploy/systemd</c>.</summary>
    public static Unit Read(string file) => new([.. DeployFolder.Text($"systemd/{file}").Split('\n')
        .Where(line => line.Contains('=') && !line.StartsWith('#'))
        .Select(line => line.Split('=', 2))
        .Select(pair => (pair[0], pair[1]))]);
}
