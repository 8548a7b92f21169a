namespace ActorTraining.Deploy.Tests.Docker;

/// <summary>The instructions of a Dockerfile.</summary>
internal sealed class Dockerfile
{
    private Dockerfile(string text)
    {
        Text = text;
        var joined = string.Join('\n', text.Split('\n').Where(line => !line.StartsWith('#'))).Replace("\\\n", " ");
        Instructions = [.. joined.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(' ', 2)).Select(parts => (parts[0], parts[1].Trim()))];
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Name and arguments, in their order, with continued lines joined.</summary>
    public IReadOnlyList<(string Name, string Arguments)> Instructions { get; }

    /// <summary>The arguments of each instruction of a name.</summary>
    public IEnumerable<string> Of(string name) => Instructions.Where(instruction => instruction.Name == name).Select(instruction => instruction.Arguments);

    /// <summary>Whether it has an instruction of a name.</summary>
    public bool Has(string name) => Of(name).Any();

    /// <summary>The instructions of the stage that has a name, without those of the cache and comments.</summary>
    public IReadOnlyList<(string Name, string Arguments)> Stage(string name) =>
        [.. Instructions.SkipWhile(instruction => !(instruction.Name == "FROM" && instruction.Arguments.EndsWith($" AS {name}", StringComparison.Ordinal))).Skip(1).TakeWhile(instruction => instruction.Name != "FROM")];

    /// <summary>The instructions of the stage that becomes the image.</summary>
    public IReadOnlyList<(string Name, string Arguments)> LastStage => [.. Instructions.Reverse().TakeWhile(instruction => instruction.Name != "FROM").Reverse()];

    /// <summary>What a stage takes out of the build's context.</summary>
    public IEnumerable<string> Sources => Of("COPY")
        .Select(arguments => arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => !words.Any(word => word.StartsWith("--from=", StringComparison.Ordinal)))
        .SelectMany(words => words.Where(word => !word.StartsWith("--", StringComparison.Ordinal)).SkipLast(1));

    /// <summary>Reads one of <c>deploy</c>.</summary>
    public static Dockerfile Read(string file) => new(DeployFolder.Text(file));
}
