using System.Collections.Concurrent;
using ActorTraining.Cli.Output;
using ActorTraining.Training.Data;
using Spectre.Console;

namespace ActorTraining.Cli.Data;

/// <summary>Shows downloads as bars on a terminal, one per file.</summary>
internal static class FetchBar
{
    /// <summary>Runs a fetch with bars for what it reports.</summary>
    public static Task RunAsync(IAnsiConsole console, Func<IProgress<DownloadProgress>, Task> fetch) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 20 }, new FetchedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(progress => fetch(new Bars(progress)));

    private sealed class Bars(ProgressContext progress) : IProgress<DownloadProgress>
    {
        private readonly ConcurrentDictionary<string, ProgressTask> _tasks = new();

        public void Report(DownloadProgress value)
        {
            ProgressTask task = _tasks.GetOrAdd(value.File, file => progress.AddTask(Markup.Escape(PlainText.Cut(PlainText.Of(file), 26))));
            task.IsIndeterminate = value.Total is null;
            task.MaxValue = value.Total ?? double.MaxValue;
            task.Value = value.Bytes;
        }
    }
}
