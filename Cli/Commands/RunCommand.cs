using System.CommandLine;
using System.CommandLine.Parsing;
using ActorTraining.Cli.Data;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Runs;
using ActorTraining.Cli.Specs;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain run</c>: runs the experiment of a spec to its report.</summary>
internal sealed class RunCommand : CliCommand
{
    private readonly Argument<string> _spec = new("spec") { Description = "The experiment's YAML file" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with the newest unfinished experiment of this spec" };
    private readonly SetOption _set = new();
    private readonly RunOptions _options;

    /// <summary>Creates the command.</summary>
    public RunCommand(CommandContext context) : base(context, "run", "Runs an experiment: its trials side by side, with live progress, a table of results and a report.")
    {
        Add(_spec);
        Add(_resume);
        Add(_set);
        _options = new RunOptions(context, this);
        Examples = """
              actortrain run examples/mnist-learning-rates.yaml
              actortrain run sweep.yaml --slots 2 --report reports/sweep
              actortrain run sweep.yaml --set params.epochs=2 --set 'params.optimizer.lr={grid: [0.1, 1]}'
              actortrain run sweep.yaml --resume
              actortrain run sweep.yaml --server http://localhost:5080
              actortrain run sweep.yaml --json | jq -r 'select(.type == "progress") | .trial.objective'
            """;
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ExperimentSpec spec = SpecFile.Read(Context, parsed.GetValue(_spec)!, parsed.GetValue(_set) ?? []);
        RunSettings settings = _options.Settings(parsed, parsed.GetValue(_resume), _ => Continuation(parsed));
        if (settings.Place.IsHere && Context.Jobs.Find(spec.Job) is { IsExternal: true })
        {
            throw new CommandException(
                ExitCode.Usage,
                $"nobody could ask this process for the trials of 'job: {spec.Job}'; start a server (dotnet run -c Release --project WebUI) and submit it there: {Context.Invocation} submit {parsed.GetValue(_spec)} --server http://localhost:5080");
        }

        if (settings.Place.IsHere)
            await new DatasetFetch(Context, quiet: _options.Json(parsed)).PrepareAsync(spec, cancel);
        try
        {
            return await new ExperimentRun(Context, settings, _options.Renderer(parsed)).RunAsync(spec, cancel);
        }
        catch (StoreInUseException inUse)
        {
            throw new CommandException(inUse.Code, $"{inUse.Message}; or hand the experiment to that process with '{Context.Invocation} submit'");
        }
    }

    /// <summary>The same call once more, with <c>--resume</c>.</summary>
    private string Continuation(ParseResult parsed)
    {
        IEnumerable<string> words = parsed.Tokens.Where(token => token.Type is not TokenType.DoubleDash).Select(token => token.Value);
        return $"{Context.Invocation} {ShellText.Line(words.Where(word => word != _resume.Name).Append(_resume.Name))}";
    }
}
