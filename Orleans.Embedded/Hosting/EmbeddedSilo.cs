using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Clustering;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>
/// A silo in this process. A host starts and stops it as a hosted service; without a host, do both yourself.
/// It is not started twice.
/// </summary>
public sealed partial class EmbeddedSilo : IHostedService
{
    private readonly CallRouter _router;
    private readonly EmbeddedSiloOptions _options;
    private readonly ILocalSiloDetails _details;
    private readonly IClusterLink? _link;
    private readonly TimeProvider _time;
    private readonly ILogger<EmbeddedSilo> _log;

    internal EmbeddedSilo(
        CallRouter router, EmbeddedSiloOptions options, ILocalSiloDetails details, IClusterLink? link, TimeProvider time, ILogger<EmbeddedSilo> log) =>
        (_router, _options, _details, _link, _time, _log) = (router, options, details, link, time, log);

    /// <summary>How many grains are in memory.</summary>
    public int ActivationCount => _router.Activations.Count;

    /// <summary>From now on the silo takes calls.</summary>
    /// <exception cref="InvalidOperationException">The silo was started before.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_router.Phase != SiloPhase.Created)
        {
            throw new InvalidOperationException($"Silo {_details.Name} was started before: make a new one.");
        }

        _router.Phase = SiloPhase.Running;
        _link?.Start();
        LogStarted(_details.Name, _details.SiloAddress);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Refuses new calls, lets running ones end, and deactivates every grain. What has not ended within
    /// <see cref="EmbeddedSiloOptions.StopTimeout"/> is given up.
    /// </summary>
    /// <param name="cancellationToken">Cancelled to give up at once.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_router.Phase != SiloPhase.Running)
        {
            return;
        }

        _router.Phase = SiloPhase.Draining;
        _link?.BeginLeaving();
        using var timeout = new CancellationTokenSource(_options.StopTimeout, _time);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        await DrainAsync(giveUp.Token);
        _router.Phase = SiloPhase.Deactivating;
        await DeactivateAllAsync(giveUp.Token);
        await (_link?.StopAsync(giveUp.Token) ?? Task.CompletedTask);
        _router.Phase = SiloPhase.Stopped;
        _router.Deadlines.RejectAll(new SiloUnavailableException($"Silo {_details.Name} has stopped."));
        _router.Dispose();
        LogStopped(_details.Name);
    }

    // Running calls may need other grains to end, so nothing is deactivated before they had their time.
    private async Task DrainAsync(CancellationToken giveUp)
    {
        using var timeout = new CancellationTokenSource(_options.DrainTimeout, _time);
        using var goOn = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, giveUp);
        try
        {
            while (Array.Find([.. _router.Activations.All], activation => !activation.WhenIdleAsync().IsCompleted) is { } busy)
            {
                await busy.WhenIdleAsync().WaitAsync(goOn.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // What still runs is waited for while everything else is deactivated.
        }
    }

    private async Task DeactivateAllAsync(CancellationToken giveUp)
    {
        // A call that was on its way when the silo began to stop may still have brought a grain to life.
        while (_router.Activations.All is { Count: > 0 } activations)
        {
            foreach (var activation in activations)
            {
                activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is shutting down."), giveUp);
            }

            try
            {
                await Task.WhenAll(activations.Select(activation => activation.Deactivated)).WaitAsync(giveUp);
            }
            catch (OperationCanceledException)
            {
                LogGivenUp(_details.Name, string.Join(", ", _router.Activations.All));
                foreach (var activation in _router.Activations.All)
                {
                    activation.Abandon();
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silo {Name} has started at {Address}.")]
    private partial void LogStarted(string name, SiloAddress address);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silo {Name} has stopped.")]
    private partial void LogStopped(string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Name} stops without waiting any longer for {Grains}.")]
    private partial void LogGivenUp(string name, string grains);
}
