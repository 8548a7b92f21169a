using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Grains.Coordination;

/// <content>What users do to an experiment.</content>
public sealed partial class ExperimentGrain
{
    /// <inheritdoc/>
    public async Task Pause()
    {
        CheckHere();
        var change = _ledger.Pause();
        await (change is null ? _written : Commit(change));
        if (change is not null)
        {
            await Task.WhenAll(_running.Keys.ToList().ConvertAll(number => AskToLeave(number, StopReason.Yield)));
        }
    }

    /// <inheritdoc/>
    public async Task Resume()
    {
        CheckHere();
        await (_ledger.Resume() is { } change ? Commit(change) : _written);

        await Pump();
    }

    /// <inheritdoc/>
    public async Task Stop()
    {
        CheckHere();
        if (_ledger.Stop(ExperimentState.Stopped, "stopped by a user") is { } change)
        {
            await Commit(change);
            await Finish();
        }
        else
        {
            await _written;
        }
    }

    /// <inheritdoc/>
    public async Task CancelTrial(int trial)
    {
        CheckHere();
        await Commit(_ledger.Cancel(trial));
        if (_running.TryGetValue(trial, out var running))
        {
            Depart(trial);
            await Tell(trial, running, grain => grain.Leave(running.Attempt, StopReason.Cancel));
        }

        await Pump();
    }

    /// <inheritdoc/>
    public async Task Configure(ResourceSpec resources)
    {
        CheckHere();
        await Commit(_ledger.Configure(resources));
        await AskExcessToLeave();
        await Pump();
    }

    /// <inheritdoc/>
    public async Task Adjust(int trial, string path, JsonElement value)
    {
        CheckHere();
        await Commit(_ledger.Adjust(trial, path, value));
        if (_running.TryGetValue(trial, out var running) && running.Started)
        {
            // Where this does not arrive, the answer to the attempt's next report tells it.
            await Tell(trial, running, grain => grain.Adjust(running.Attempt, _ledger.Adjusting(trial)));
        }
    }

    /// <inheritdoc/>
    public async Task Extend(ExperimentSpec spec, string? length)
    {
        CheckHere();
        if (_ledger.Info.Ended is null || _extending)
        {
            throw new InvalidOperationException($"'{Id}' has not come to its end; only an ended experiment can be extended");
        }

        _extending = true;
        try
        {
            // What ended it has to be stored before, or the takeover would not find it.
            await _written;
            var completed = length is null ? [] : await store.CompletedAsync(Id);
            await Commit(Extension.Of(_ledger.Info, _epoch, spec, SearchAlgorithms.Create(spec, jobs).Planned, completed, length, time.GetUtcNow()));
            await TakeOver(CancellationToken.None);
        }
        catch
        {
            // The store may say that it goes on: whoever comes next starts from there.
            _gone = true;
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            _extending = false;
        }

        await Pump();
    }

    // The youngest have the least to lose. Those that run elsewhere hear of it when they next tell something.
    private Task AskExcessToLeave()
    {
        foreach (var number in _external.Keys.Order().TakeLast(_ledger.Excess))
        {
            _ledger.Leave(number, StopReason.Yield);
        }

        return Task.WhenAll(_running.Keys.Order().TakeLast(_ledger.Excess).ToList().ConvertAll(number => AskToLeave(number, StopReason.Yield)));
    }

    private async Task AskToLeave(int number, StopReason reason)
    {
        if (_running.TryGetValue(number, out var running))
        {
            _ledger.Leave(number, reason);
            await Tell(number, running, grain => grain.Leave(running.Attempt, reason));
        }
    }
}
