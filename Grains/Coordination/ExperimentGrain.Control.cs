using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Grains.Coordination;

/// <content>What users do to an experiment.</content>
public sealed partial class ExperimentGrain
{
    /// <inheritdoc/>
    public async Task Pause()
    {
        if (_ledger.Pause() is { } change)
        {
            await Commit(change);
            await Task.WhenAll(_running.Keys.ToList().ConvertAll(number => AskToLeave(number, StopReason.Yield)));
        }
    }

    /// <inheritdoc/>
    public async Task Resume()
    {
        if (_ledger.Resume() is { } change)
        {
            await Commit(change);
        }

        await Pump();
    }

    /// <inheritdoc/>
    public async Task Stop()
    {
        if (_ledger.Stop(ExperimentState.Stopped, "stopped by a user") is { } change)
        {
            await Commit(change);
            await Finish();
        }
    }

    /// <inheritdoc/>
    public async Task CancelTrial(int trial)
    {
        if (_ledger.Cancel(trial) is { } change)
        {
            await Commit(change);
            await Pump();
        }
        else
        {
            await AskToLeave(trial, StopReason.Cancel);
        }
    }

    /// <inheritdoc/>
    public async Task Configure(ResourceSpec resources)
    {
        await Commit(_ledger.Configure(resources));

        // The youngest have the least to lose.
        var leaving = _running.Keys.Order().TakeLast(_ledger.Excess).ToList();
        await Task.WhenAll(leaving.ConvertAll(number => AskToLeave(number, StopReason.Yield)));
        await Pump();
    }

    /// <inheritdoc/>
    public async Task Adjust(int trial, string path, JsonElement value)
    {
        await Commit(_ledger.Adjust(trial, path, value));
        if (_running.TryGetValue(trial, out var running) && running.Started)
        {
            await Quietly(() => TrialOf(trial).Adjust(running.Attempt, new Adjustment(path, value, null)));
        }
    }

    /// <inheritdoc/>
    public async Task Extend(ExperimentSpec spec, string? length)
    {
        CheckHere();
        if (_ledger.Info.Ended is null)
        {
            throw new InvalidOperationException($"'{Id}' has not come to its end; only an ended experiment can be extended");
        }

        var completed = length is null ? [] : await store.CompletedAsync(Id);
        await Commit(Extension.Of(_ledger.Info, _epoch, spec, completed, length, time.GetUtcNow()));
        await TakeOver(CancellationToken.None);
        await Pump();
    }

    private async Task AskToLeave(int number, StopReason reason)
    {
        if (_running.TryGetValue(number, out var running))
        {
            if (reason == StopReason.Yield)
            {
                _ledger.Leave(number, reason);
            }

            await Quietly(() => TrialOf(number).Leave(running.Attempt, reason));
        }
    }
}
