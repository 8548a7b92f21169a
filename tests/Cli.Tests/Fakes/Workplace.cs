using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Output;

namespace ActorTraining.Cli.Tests.Fakes;

/// <summary>A place to run commands in: an empty folder, a fake store, captured output. The folder is removed at the end.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public Workplace()
    {
        Folder = Directory.CreateTempSubdirectory("actortrain-test-").FullName;
        Variables["XDG_DATA_HOME"] = Path.Combine(Folder, "data");
        Interruption = new Interruption(() => Left = true);
    }

    public string Folder { get; }

    public Dictionary<string, string> Variables { get; } = [];

    public FakeExperiments Experiments { get; } = new();

    public TestDatasets Datasets { get; } = new();

    public Interruption Interruption { get; }

    public ManualClock Clock { get; } = new();

    /// <summary>The terminal; null for a pipe.</summary>
    public TerminalSize? Terminal { get; set; }

    /// <summary>Whether a second signal ended the process.</summary>
    public bool Left { get; private set; }

    public string Out => _out.ToString().ReplaceLineEndings("\n");

    public string Error => _error.ToString().ReplaceLineEndings("\n");

    public string[] OutLines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async Task<ExitCode> RunAsync(params string[] args) => (ExitCode)await CommandLine.RunAsync(args, Context());

    public CommandContext Context() => new()
    {
        Out = _out,
        Error = _error,
        Terminal = Terminal is { } size ? () => size : null,
        Variable = name => Variables.GetValueOrDefault(name),
        Folder = Folder,
        Clock = Clock,
        Experiments = Experiments,
        Jobs = TestJobs.Catalog,
        Datasets = Datasets.In(Path.Combine(Folder, "cache")),
        Interruption = Interruption,
        Invocation = "actortrain",
    };

    /// <summary>All files below a folder, by their relative paths.</summary>
    public string[] Files(string folder)
    {
        string root = Path.Combine(Folder, folder);
        return Directory.Exists(root)
            ? [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal)]
            : [];
    }

    public string Write(string name, string content)
    {
        string file = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return file;
    }

    public void Dispose()
    {
        Interruption.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
