using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Output;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Cli.Tests.Fakes;

/// <summary>A place to run commands in: an empty folder, a fake store, captured output. The folder is removed at the end.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    private readonly bool _ownsFolder;

    /// <summary>Opens a place.</summary>
    /// <param name="folder">The folder of another place, for a second session in it; null for a new one.</param>
    public Workplace(string? folder = null)
    {
        _ownsFolder = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("actortrain-test-").FullName;
        Variables["XDG_DATA_HOME"] = Path.Combine(Folder, "data");
        Interruption = new Interruption(() => Left = true);
    }

    public string Folder { get; }

    public Dictionary<string, string> Variables { get; } = [];

    public FakeExperiments Experiments { get; } = new();

    /// <summary>Another provider than the fake one.</summary>
    public IExperimentsProvider? Provider { get; init; }

    public JobCatalog Jobs { get; init; } = TestJobs.Catalog;

    public TestDatasets Datasets { get; } = new();

    public Interruption Interruption { get; }

    public ManualClock Clock { get; } = new();

    /// <summary>The terminal; null for a pipe.</summary>
    public TerminalSize? Terminal { get; set; }

    /// <summary>What a person answers at the terminal; null where nobody sits there.</summary>
    public string? Answer { get; set; }

    /// <summary>What the person was asked.</summary>
    public List<string> Asked { get; } = [];

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
        Ask = Answer is null ? null : (question, _) =>
        {
            Asked.Add(question);
            return Task.FromResult(Answer);
        },
        Variable = name => Variables.GetValueOrDefault(name),
        Folder = Folder,
        Clock = Clock,
        Experiments = Provider ?? Experiments,
        Jobs = Jobs,
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
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }
}
