using System.CommandLine;
using ActorTraining.Cli.Output;
using ActorTraining.Training.Data;

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
        var table = new TextTable(
        [
            new TextColumn("name"),
            new TextColumn("cached"),
            new TextColumn("size", Right: true),
            new TextColumn("where"),
            new TextColumn("what") { Rank = 1, Least = 30 },
        ]);
        foreach (DatasetDescription dataset in Context.Datasets.Catalog.Datasets)
        {
            string[] cells = dataset.Files.Count == 0
                ? ["-", "-", "drawn when needed"]
                : [Context.Datasets.IsCached(dataset.Name) ? "yes" : "no", NumberText.Bytes(dataset.Length), Context.ShownPath(PlaceOf(dataset))];
            table.Add(TextTone.Plain, [dataset.Name, .. cells, dataset.Summary]);
        }
        table.Write(Context);
    }
}
