using System.CommandLine;
using System.CommandLine.Parsing;
using ActorTraining.Cli.Data;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Reports;
using ActorTraining.Cli.Runs;
using ActorTraining.Cli.Specs;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain run</c>: runs the experiment of a spec to its report.</summary>
internal sealed class RunCommand : CliCommand
{
    private readonly Argument<string> _spec = new("spec") { Description = "The experiment's YAML file" };
    private readonly Option<int?> _slots = new("--slots") { Description = "How many trials run at once [default: one per core]", HelpName = "n" };
    private readonly Option<string?> _report = new("--report") { Description = "Folder for the report [default: runs/<experiment>]", HelpName = "folder" };
    private readonly Option<bool> _noReport = new("--no-report") { Description = "Write no report" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with the newest unfinished experiment of this spec" };
    private readonly SetOption _set = new();
    private readonly StoreOption _store = new();
    private readonly JsonOption _json = new("Write one JSON object per event and line");

    /// <summary>Creates the command.</summary>
    public RunCommand(CommandContext context) : base(context, "run", "Runs an experiment: its trials side by side, with live progress, a table of results and a report.")
    {
        _slots.Validators.Add(CheckSlots);
        Add(_spec);
        foreach (Option option in (IEnumerable<Option>)[_slots, _report, _noReport, _resume, _set, _store, _json])
            Add(option);
        Validators.Add(CheckReport);
        Examples = """
              actortrain run examples/mnist-learning-rates.yaml
              actortrain run sweep.yaml --slots 2 --report reports/sweep
              actortrain run sweep.yaml --set params.epochs=2 --set 'params.optimizer.lr={grid: [0.1, 1]}'
              actortrain run sweep.yaml --resume
              actortrain run sweep.yaml --json | jq -r 'select(.type == "progress") | .trial.objective'
            """;
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ExperimentSpec spec = SpecFile.Read(Context, parsed.GetValue(_spec)!, parsed.GetValue(_set) ?? []);
        RunSettings settings = Settings(parsed);
        if (settings.Report is { } report)
            new ReportFolder(report).Check();
        else if (!settings.NoReport)
            ReportFolder.CheckWritable(Context.FullPath(ExperimentRun.ReportsFolder));
        bool json = parsed.GetValue(_json);
        await new DatasetFetch(Context, quiet: json).EnsureAsync(spec, cancel);
        return await new ExperimentRun(Context, settings, Renderer(json)).RunAsync(spec, cancel);
    }

    private RunSettings Settings(ParseResult parsed) => new()
    {
        Store = _store.Path(parsed, Context),
        Slots = parsed.GetValue(_slots),
        Report = parsed.GetValue(_report) is { } report ? Context.FullPath(report) : null,
        NoReport = parsed.GetValue(_noReport),
        Resume = parsed.GetValue(_resume),
        Continuation = Continuation(parsed),
    };

    private IRunRenderer Renderer(bool json) =>
        json ? new JsonRunRenderer(Context)
        : Context.Terminal is null ? new LineRunRenderer(Context)
        : new LiveRunRenderer(Context);

    /// <summary>The same call once more, with <c>--resume</c>.</summary>
    private string Continuation(ParseResult parsed)
    {
        IEnumerable<string> words = parsed.Tokens.Where(token => token.Type is not TokenType.DoubleDash).Select(token => token.Value);
        return $"{Context.Invocation} {ShellText.Line(words.Where(word => word != _resume.Name).Append(_resume.Name))}";
    }

    private static void CheckSlots(OptionResult slots)
    {
        if (slots.Tokens is [var token] && int.TryParse(token.Value, out int n) && n < 1)
            slots.AddError($"--slots: {n} is not at least 1");
    }

    private void CheckReport(CommandResult command)
    {
        if (command.GetResult(_report) is not null && command.GetValue(_noReport))
            command.AddError("--report and --no-report contradict each other");
    }
}
