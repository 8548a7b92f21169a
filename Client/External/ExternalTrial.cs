using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.External;

namespace ActorTraining.Client.External;

/// <summary>A trial that runs in this process.</summary>
public sealed class ExternalTrial : IAsyncDisposable
{
    private readonly IExperiments _experiments;
    private readonly string _experiment;
    private readonly AskedTrial _asked;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Task _signs;
    private long _sequence;

    internal ExternalTrial(IExperiments experiments, string experiment, AskedTrial asked, CancellationToken cancel)
    {
        (_experiments, _experiment, _asked) = (experiments, experiment, asked);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _signs = GiveSignsAsync();
    }

    /// <summary>The trial's number.</summary>
    public int Number => _asked.Number;

    /// <summary>The attempt, from 1.</summary>
    public int Attempt => _asked.Attempt;

    /// <summary>The parameters, without search expressions.</summary>
    public JsonElement Parameters => _asked.Parameters;

    /// <summary>The trial's seed.</summary>
    public ulong Seed => _asked.Seed;

    /// <summary>Why it shall stop; null while it may go on.</summary>
    public StopReason? Stop { get; private set; }

    /// <summary>Tells the values of metrics at a step. When it comes back they are stored.</summary>
    /// <param name="step">The step, at least 0.</param>
    /// <param name="metrics">The values by name.</param>
    /// <param name="steps">The steps in all; 0 while unknown.</param>
    /// <exception cref="OperationCanceledException">The trial shall stop.</exception>
    public async Task ReportAsync(long step, IReadOnlyDictionary<string, double> metrics, long steps = 0)
    {
        await TellAsync(new ToldTrial { Attempt = Attempt, Step = step, Steps = steps, Metrics = metrics });
        _stop.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Adds a line to the trial's log.</summary>
    public Task LogAsync(string line) => TellAsync(new ToldTrial { Attempt = Attempt, Log = [line] });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _signs;
        _stop.Dispose();
        _ended.Dispose();
        _turn.Dispose();
    }

    internal async Task<bool> RunAsync(Func<ExternalTrial, CancellationToken, Task> work)
    {
        var (outcome, error) = (ToldOutcome.Completed, (string?)null);
        try
        {
            await work(this, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            outcome = ToldOutcome.Left;
        }
        catch (Exception e)
        {
            (outcome, error) = (ToldOutcome.Failed, $"{e.GetType().Name}: {e.Message}");
        }

        // Outside: where this cannot be told, the trial has not failed for it.
        await EndAsync(outcome, error);
        return outcome == ToldOutcome.Completed;
    }

    // Of a trial that counts no more here, nothing is to be told.
    private async Task EndAsync(ToldOutcome outcome, string? error)
    {
        await _ended.CancelAsync();
        if (Stop is not (StopReason.Superseded or StopReason.Prune))
        {
            await TellAsync(new ToldTrial { Attempt = Attempt, Outcome = outcome, Error = error });
        }
    }

    // One after the other, so that the numbers come in their order.
    private async Task TellAsync(ToldTrial told)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            var answer = await _experiments.TellAsync(_experiment, Number, told with { Sequence = ++_sequence }, CancellationToken.None);
            if (answer.Stop is { } reason && told.Outcome is null)
            {
                Stop = reason;
                await _stop.CancelAsync();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task GiveSignsAsync()
    {
        var interval = TimeSpan.FromSeconds(_asked.Lease / 3);
        try
        {
            while (true)
            {
                await Task.Delay(interval, _ended.Token);
                await TryAsync(() => TellAsync(new ToldTrial { Attempt = Attempt }));
            }
        }
        catch (OperationCanceledException)
        {
            // The trial has ended.
        }
    }

    // One sign that does not arrive costs nothing; where none does, the lease ends, and the next thing that is told hears of it.
    private static async Task TryAsync(Func<Task> sign)
    {
        try
        {
            await sign();
        }
        catch (Exception e) when (e is HttpRequestException or StoreException or InvalidOperationException or TimeoutException or UnknownExperimentException or UnauthorizedAccessException)
        {
        }
    }
}
