using System.CommandLine;
using System.CommandLine.Parsing;
using ActorTraining.Cli.Reports;
using ActorTraining.Cli.Runs;

namespace ActorTraining.Cli.Commands;

/// <summary>The options of commands that run an experiment and see it to its end.</summary>
internal sealed class RunOptions
{
    private readonly CommandContext _context;
    private readonly SlotsOption _slots = new();
    private readonly Option<string?> _report = new("--report") { Description = "Folder for the report [default: runs/<experiment>]", HelpName = "folder" };
    private readonly Option<bool> _noReport = new("--no-report") { Description = "Write no report" };
    private readonly JsonOption _json = new("Write one JSON object per event and line");

    /// <summary>Creates the options and adds them to a command.</summary>
    public RunOptions(CommandContext context, Command command)
    {
        _context = context;
        foreach (Option option in (IEnumerable<Option>)[_slots, _report, _noReport])
            command.Add(option);
        Place = new PlaceOptions(context, command);
        command.Add(_json);
        command.Validators.Add(CheckReport);
        command.Validators.Add(CheckSlots);
    }

    /// <summary>Where the experiment is.</summary>
    public PlaceOptions Place { get; }

    /// <summary>Whether the output is for programs.</summary>
    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>What the user asked for. The folder for the report is tried: one that cannot be used is refused now and not after hours of work.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="resume">Whether an earlier run goes on.</param>
    /// <param name="continuation">The command that goes on after an interruption, given the experiment's identifier.</param>
    /// <exception cref="CommandException">The folder cannot be used.</exception>
    public RunSettings Settings(ParseResult parsed, bool resume, Func<string, string> continuation)
    {
        var settings = new RunSettings
        {
            Place = Place.Place(parsed),
            Slots = parsed.GetValue(_slots),
            Report = parsed.GetValue(_report) is { } report ? _context.FullPath(report) : null,
            NoReport = parsed.GetValue(_noReport),
            Resume = resume,
            Continuation = continuation,
        };
        if (settings.Report is { } folder)
            new ReportFolder(folder).Check();
        else if (!settings.NoReport)
            ReportFolder.CheckWritable(_context.FullPath(ExperimentRun.ReportsFolder));
        return settings;
    }

    /// <summary>Shows the run as the user wants it.</summary>
    public IRunRenderer Renderer(ParseResult parsed) =>
        Json(parsed) ? new JsonRunRenderer(_context)
        : _context.Terminal is null ? new LineRunRenderer(_context)
        : new LiveRunRenderer(_context);

    private void CheckReport(CommandResult command)
    {
        if (command.GetResult(_report) is not null && command.GetValue(_noReport))
            command.AddError("--report and --no-report contradict each other");
    }

    private void CheckSlots(CommandResult command)
    {
        if (command.GetResult(_slots) is not null && Place.IsServer(command))
            command.AddError($"{_slots.Name} is for experiments that run here; a server has slots of its own ('configure --parallel' limits how many of them an experiment takes)");
    }
}
