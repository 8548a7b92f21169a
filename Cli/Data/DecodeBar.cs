using ActorTraining.Cli.Output;
using ActorTraining.Training.Data;
using Spectre.Console;

namespace ActorTraining.Cli.Data;

/// <summary>Shows on a terminal, as a bar, how many pictures of a data set are decoded.</summary>
internal static class DecodeBar
{
    /// <summary>Decodes with a bar for what is reported.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="decode">Decodes, and reports from any thread.</param>
    public static Task RunAsync(IAnsiConsole console, Func<IProgress<DecodeProgress>, Task> decode) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 20 }, new DecodedColumn(), new RemainingTimeColumn())
            .StartAsync(progress => decode(new Bar(progress)));

    private sealed class Bar(ProgressContext progress) : IProgress<DecodeProgress>
    {
        private readonly Lock _lock = new();
        private ProgressTask? _task;

        public void Report(DecodeProgress value)
        {
            lock (_lock)
            {
                _task ??= progress.AddTask(Markup.Escape(PlainText.Cut(PlainText.Of($"decoding {value.Dataset}"), 26)), maxValue: value.Total);
                // Reports of several threads may overtake each other.
                _task.Value = Math.Max(_task.Value, value.Done);
            }
        }
    }
}
