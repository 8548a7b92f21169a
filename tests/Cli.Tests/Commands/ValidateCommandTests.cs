using ActorTraining.Cli.Tests.Fakes;

namespace ActorTraining.Cli.Tests.Commands;

public sealed class ValidateCommandTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task A_valid_spec_tells_how_many_trials_there_will_be_and_the_first_of_them()
    {
        _workplace.Write("a.yaml", TestJobs.Sweep);

        Assert.Equal(ExitCode.Success, await _workplace.RunAsync("validate", "a.yaml"));
        Assert.Equal("a.yaml: valid, 3 trials of classifier\n  trial 1: lr=0.01\n  trial 2: lr=0.1\n  trial 3: lr=1\n", _workplace.Out);
    }

    [Fact]
    public async Task Of_many_trials_the_first_are_shown()
    {
        _workplace.Write("a.yaml", TestJobs.Sweep);

        await _workplace.RunAsync("validate", "a.yaml", "--set", "params.epochs={grid: [1, 2, 3, 4]}");
        Assert.StartsWith("a.yaml: valid, 12 trials of classifier\n  trial 1: lr=0.01 epochs=1\n", _workplace.Out);
        Assert.EndsWith("  … 7 more\n", _workplace.Out);
    }

    [Fact]
    public async Task All_files_are_checked_even_if_the_first_is_wrong()
    {
        _workplace.Write("a.yaml", TestJobs.Sweep.Replace("classifier", "clasifier"));
        _workplace.Write("b.yaml", TestJobs.Sweep);

        Assert.Equal(ExitCode.Usage, await _workplace.RunAsync("validate", "a.yaml", "b.yaml", "c.yaml"));
        Assert.Contains("error: a.yaml has an error:\n  spec.job: ", _workplace.Error);
        Assert.Contains("did you mean 'classifier'?", _workplace.Error);
        Assert.Contains("b.yaml: valid", _workplace.Out);
        Assert.Contains("error: there is no file c.yaml", _workplace.Error);
    }

    [Fact]
    public async Task The_schema_is_a_JSON_document()
    {
        Assert.Equal(ExitCode.Success, await _workplace.RunAsync("schema"));
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", Trials.Json(_workplace.Out).GetProperty("$schema").GetString());
    }
}
