using System.CommandLine;
using ActorTraining.Cli.Data;
using ActorTraining.Training.Data;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain data get</c>: fetches a data set into the cache.</summary>
internal sealed class DataGetCommand : CliCommand
{
    private readonly Argument<string> _name = new("name") { Description = "The data set's name; 'actortrain data list' shows all" };

    /// <summary>Creates the command.</summary>
    public DataGetCommand(CommandContext context) : base(context, "get", "Fetches a data set and checks it; an interrupted download goes on where it was.")
    {
        Add(_name);
        Examples = "  actortrain data get mnist";
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        string name = parsed.GetValue(_name)!;
        DatasetLibrary library = Context.Datasets;
        if (library.Catalog.Find(name) is not { } dataset)
            throw new CommandException(ExitCode.Usage,
                $"there is no data set '{name}'{DidYouMean.Hint(name, library.Catalog.Datasets.Select(known => known.Name))}");
        if (dataset.Files.Count == 0)
        {
            Context.Out.WriteLine($"{name} is drawn when needed; there is nothing to fetch");
            return ExitCode.Success;
        }
        await new DatasetFetch(Context, quiet: false).FetchAsync(name, cancel);
        Context.Out.WriteLine($"{name} is in {Path.Combine(library.Folder, name)}");
        return ExitCode.Success;
    }
}
