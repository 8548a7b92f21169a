using ActorTraining.Grains.Blobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorTraining.Silo.Supervision;

/// <summary>Removes once an hour the files that no experiment refers to any more.</summary>
internal sealed partial class BlobCollector(BlobGarbage garbage, TimeProvider time, ILogger<BlobCollector> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var removed = await garbage.CollectAsync(stoppingToken);
                LogRemoved(removed.Count, removed.Bytes);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogTrouble(e.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} files ({Bytes} bytes) that nothing refers to")]
    private partial void LogRemoved(int count, long bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Files that nothing refers to could not be removed, trying again in an hour: {Error}")]
    private partial void LogTrouble(string error);
}
