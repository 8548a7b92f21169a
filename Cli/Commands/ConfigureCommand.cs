using System.CommandLine;
using System.CommandLine.Parsing;
using ActorTraining.Cli.Control;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain configure</c>: changes how many trials run at once, and who goes first.</summary>
internal sealed class ConfigureCommand : ControlCommand
{
    private const string Every = "all";

    private readonly Option<string?> _parallel = new("--parallel") { Description = $"The most trials at once, at least 1, or '{Every}' for every slot", HelpName = $"n|{Every}" };
    private readonly Option<int?> _priority = new("--priority") { Description = "Where slots are short, the experiment of higher priority gets them first; may be negative", HelpName = "n" };

    /// <summary>Creates the command.</summary>
    public ConfigureCommand(CommandContext context)
        : base(context, "configure", "Changes how many trials of an experiment run at once, and which experiment goes first where slots are short.")
    {
        Add(_parallel);
        Add(_priority);
        _parallel.Validators.Add(CheckParallel);
        Validators.Add(CheckGiven);
        Examples = """
              actortrain configure latest --parallel 2
              actortrain configure urgent-k3x --parallel all --priority 10
            """;
    }

    /// <inheritdoc/>
    protected override async Task<ControlOutcome> ChangeAsync(IExperiments experiments, ExperimentInfo experiment, ParseResult parsed, CancellationToken cancel)
    {
        ResourceSpec resources = experiment.Spec.Resources;
        int? parallel = parsed.GetValue(_parallel) is { } given ? Count(given) : resources.Parallel;
        int priority = parsed.GetValue(_priority) ?? resources.Priority;
        await experiments.ConfigureAsync(experiment.Id, parallel, priority, cancel);
        return Done(experiment, $"experiment {experiment.Id}: {(parallel is { } most ? $"at most {most} at once" : "every slot")}, priority {priority}");
    }

    private static int? Count(string words) => words == Every ? null : int.Parse(words);

    private static void CheckParallel(OptionResult parallel)
    {
        if (parallel.Tokens is [var token] && token.Value != Every && !(int.TryParse(token.Value, out int n) && n >= 1))
            parallel.AddError($"--parallel: '{token.Value}' is neither a number of at least 1 nor '{Every}'");
    }

    private void CheckGiven(CommandResult command)
    {
        if (command.GetResult(_parallel) is null && command.GetResult(_priority) is null)
            command.AddError("give --parallel, --priority or both");
    }
}
