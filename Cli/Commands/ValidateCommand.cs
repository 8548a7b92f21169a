using System.CommandLine;
using ActorTraining.Cli.Output;
using ActorTraining.Cli.Runs;
using ActorTraining.Cli.Specs;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain validate</c>: checks specs without running them.</summary>
internal sealed class ValidateCommand : CliCommand
{
    private const int MostShown = 5;

    private readonly Argument<string[]> _specs = new("spec") { Description = "YAML files of experiments", Arity = ArgumentArity.OneOrMore };
    private readonly SetOption _set = new();

    /// <summary>Creates the command.</summary>
    public ValidateCommand(CommandContext context)
        : base(context, "validate", "Checks specs without running them: tells every error with its path, or how many trials there will be and the first of them.")
    {
        Add(_specs);
        Add(_set);
        Examples = """
              actortrain validate examples/*.yaml
              actortrain validate sweep.yaml --set search.trials=50
            """;
    }

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ExitCode worst = ExitCode.Success;
        foreach (string path in parsed.GetValue(_specs)!)
        {
            try
            {
                Show(path, SpecFile.Read(Context, path, parsed.GetValue(_set) ?? []));
            }
            catch (CommandException error)
            {
                worst = Failure.Write(error, Context);
            }
        }
        return Task.FromResult(worst);
    }

    private void Show(string path, ExperimentSpec spec)
    {
        ISearchAlgorithm search = SearchAlgorithms.Create(spec, Context.Jobs);
        string trials = search.Planned is { } planned ? TrialText.Plural(planned, "trial") : "trials without end";
        Context.Out.WriteLine($"{path}: valid, {trials} of {spec.Job}");
        ChoiceText names = ChoiceText.For(spec);
        int number = 1;
        for (; number <= MostShown && search.Propose(number) is { } proposal; number++)
            Context.Out.WriteLine(PlainText.Of($"  trial {number}: {(proposal.Choices.Count == 0 ? "the parameters as they stand" : names.Of(proposal.Choices))}"));
        if (search.Refused > 0)
            Context.Out.WriteLine($"  ({TrialText.Plural(search.Refused, "parameter set")} on the way broke a constraint: no trials)");
        if (search.Planned is null || search.Planned >= number)
            Context.Out.WriteLine(search.Planned is { } all ? $"  … {all - number + 1} more" : "  …");
    }
}
