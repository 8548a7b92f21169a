using ActorTraining.Cli.Output;
using ActorTraining.Training.Data;

namespace ActorTraining.Cli.Data;

/// <summary>Tells of downloads in lines, two per file.</summary>
internal sealed class FetchLines(TextWriter writer) : IProgress<DownloadProgress>
{
    private readonly Lock _lock = new();
    private readonly HashSet<(string File, string Source, bool Done)> _told = [];

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        bool done = value.Bytes == value.Total;
        lock (_lock)
        {
            if (!done && _told.Add((value.File, value.Source, false)))
                writer.WriteLine(PlainText.Of($"fetching {value.File} from {value.Source}{(value.Total is { } total ? $" ({NumberText.Bytes(total)})" : "")}"));
            else if (done && _told.Add((value.File, value.Source, true)))
                writer.WriteLine(PlainText.Of($"fetched {value.File} ({NumberText.Bytes(value.Bytes)})"));
        }
    }
}
