using System.CommandLine;
using ActorTraining.Cli.Output;
using ActorTraining.Training.Data;
using Spectre.Console;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain data list</c>: the data sets that this build knows, and which of them are here.</summary>
internal sealed class DataListCommand : CliCommand
{
    private readonly JsonOption _json = new("Write one JSON object per data set and line");

    /// <summary>Creates the command.</summary>
    public DataListCommand(CommandContext context) : base(context, "list", "Lists the data sets: which are cached, how large they are, where they are kept.") => Add(_json);

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(_json))
            WriteJson();
        else
            WriteTable();
        return Task.FromResult(ExitCode.Success);
    }

    private string PlaceOf(DatasetDescription dataset) => Path.Combine(Context.Datasets.Folder, dataset.Name);

    private void WriteJson()
    {
        foreach (DatasetDescription dataset in Context.Datasets.Catalog.Datasets)
            Context.Out.WriteLine(JsonText.Of(new
            {
                dataset.Name,
                dataset.Summary,
                Cached = Context.Datasets.IsCached(dataset.Name),
                Bytes = dataset.Length,
                Folder = dataset.Files.Count == 0 ? null : PlaceOf(dataset),
            }));
    }

    private void WriteTable()
    {
        IAnsiConsole console = SpectreConsole.Create(Context);
        Table table = SpectreConsole.Table(console, "name", "cached", "size", "where", "what");
        foreach (DatasetDescription dataset in Context.Datasets.Catalog.Datasets)
        {
            bool drawn = dataset.Files.Count == 0;
            table.AddRow(
                new Text(dataset.Name),
                new Text(drawn ? "-" : Context.Datasets.IsCached(dataset.Name) ? "yes" : "no"),
                new Text(drawn ? "-" : NumberText.Bytes(dataset.Length)),
                new Text(drawn ? "drawn when needed" : Context.ShownPath(PlaceOf(dataset))),
                new Text(dataset.Summary));
        }
        console.Write(table);
    }
}
