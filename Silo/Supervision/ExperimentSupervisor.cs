using ActorTraining.Experiments;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace ActorTraining.Silo.Supervision;

/// <summary>Sees to it that every experiment that has not come to its end has a coordinator: at the start, and whenever one had to leave.</summary>
internal sealed partial class ExperimentSupervisor(IGrainFactory grains, IExperimentStore store, TimeProvider time, ILogger<ExperimentSupervisor> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PerExperiment = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly ExperimentQuery Unfinished = new() { States = [ExperimentState.Running], Limit = 10_000 };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var count = await TakeUp(stoppingToken);

            // Every silo of a cluster does this, so many experiments are asked less often.
            await Task.Delay(Interval + (count * PerExperiment), time, stoppingToken);
        }
    }

    private async Task<int> TakeUp(CancellationToken cancel)
    {
        try
        {
            // One that runs already only hears that it should; the call that finds none brings it back from the store.
            var unfinished = await store.ListAsync(Unfinished, cancel);
            await Task.WhenAll(unfinished.Items.Select(experiment => grains.GetGrain<IExperimentGrain>(experiment.Id).Start())).WaitAsync(Patience, time, cancel);
            return unfinished.Items.Count;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            LogTrouble(e.Message);
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unfinished experiments could not be taken up, trying again: {Error}")]
    private partial void LogTrouble(string error);
}
