using ActorTraining.Cli.Tests.Fakes;

namespace ActorTraining.Cli.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task The_version_is_told()
    {
        Assert.Equal(ExitCode.Success, await _workplace.RunAsync("--version"));
        Assert.Matches(@"^actortrain \d+\.\d+\.\d+\n$", _workplace.Out);
    }

    [Theory]
    [InlineData()]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task The_help_has_examples_and_exit_codes(params string[] args)
    {
        Assert.Equal(ExitCode.Success, await _workplace.RunAsync(args));
        Assert.Contains("actortrain run examples/mnist-learning-rates.yaml", _workplace.Out);
        foreach (ExitCode code in Enum.GetValues<ExitCode>())
            Assert.Matches($@"(?m)^ +{(int)code}  \w", _workplace.Out);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("list")]
    [InlineData("show")]
    [InlineData("validate")]
    [InlineData("schema")]
    [InlineData("data get")]
    [InlineData("submit")]
    [InlineData("serve")]
    [InlineData("attempts")]
    [InlineData("cluster")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("stop")]
    [InlineData("cancel")]
    [InlineData("adjust")]
    [InlineData("configure")]
    [InlineData("extend")]
    [InlineData("clone")]
    [InlineData("delete")]
    public async Task Every_command_explains_itself_with_examples(string command)
    {
        Assert.Equal(ExitCode.Success, await _workplace.RunAsync([.. command.Split(' '), "--help"]));
        Assert.Contains($"Examples:\n  actortrain {command}", _workplace.Out);
    }

    [Theory]
    [InlineData("unknown command 'lst'; did you mean 'list'?", "lst")]
    [InlineData("unknown option '--jsn'; did you mean '--json'?", "show", "--jsn")]
    [InlineData("unknown argument 'x'", "list", "x")]
    [InlineData("Required argument missing", "run")]
    [InlineData("Required argument missing", "list", "--store")]
    [InlineData("unknown command 'fetch'", "data", "fetch")]
    [InlineData("Required argument missing", "pause")]
    [InlineData("Required argument missing", "cancel", "latest")]
    [InlineData("'0' is not the number of a trial", "cancel", "latest", "0")]
    [InlineData("'one' is not the number of a trial", "attempts", "latest", "one")]
    [InlineData("give --parallel, --priority or both", "configure", "latest")]
    [InlineData("--parallel: '0' is neither a number of at least 1 nor 'all'", "configure", "latest", "--parallel", "0")]
    [InlineData("Option '--set' is required", "extend", "latest")]
    [InlineData("--slots: 0 is not at least 1", "serve", "--slots", "0")]
    [InlineData("--report and --no-report contradict each other", "resume", "latest", "--report", "r", "--no-report")]
    public async Task Bad_usage_is_explained(string error, params string[] args)
    {
        Assert.Equal(ExitCode.Usage, await _workplace.RunAsync(args));
        Assert.Contains($"error: {error}", _workplace.Error);
        Assert.Contains("--help' tells more\n", _workplace.Error);
        Assert.Equal("", _workplace.Out);
    }

    [Fact]
    public async Task An_unexpected_error_is_one_line_and_its_trace_is_in_a_file()
    {
        _workplace.Write("sweep.yaml", TestJobs.Sweep);
        _workplace.Experiments.Script = _ => throw new InvalidOperationException("the moon is full");

        Assert.Equal(ExitCode.Unexpected, await _workplace.RunAsync("run", "sweep.yaml"));
        string line = Assert.Single(_workplace.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: unexpected: the moon is full; the details are in ", line);
        string file = Assert.Single(_workplace.Files("data/actortrain/logs"));
        Assert.EndsWith(file, line);
        Assert.Contains("   at ", await File.ReadAllTextAsync(Path.Combine(_workplace.Folder, "data/actortrain/logs", file), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_trace_is_shown_where_it_is_asked_for()
    {
        _workplace.Variables["ACTORTRAINING_DEBUG"] = "1";
        _workplace.Write("sweep.yaml", TestJobs.Sweep);
        _workplace.Experiments.Script = _ => throw new InvalidOperationException("the moon is full");

        await _workplace.RunAsync("run", "sweep.yaml");
        Assert.Contains("   at ", _workplace.Error);
    }

    [Theory]
    [InlineData(null, null, "data/actortrain/experiments.db")]
    [InlineData("variable.db", null, "variable.db")]
    [InlineData("variable.db", "option.db", "option.db")]
    public async Task The_store_is_the_option_the_variable_or_a_file_of_the_user(string? variable, string? option, string expected)
    {
        _workplace.Write("sweep.yaml", TestJobs.Sweep);
        if (variable is not null)
            _workplace.Variables["ACTORTRAINING_STORE"] = variable;

        await _workplace.RunAsync(["run", "sweep.yaml", .. option is null ? Array.Empty<string>() : ["--store", option]]);
        Assert.Equal(Path.Combine(_workplace.Folder, expected), _workplace.Experiments.Store);
    }
}
