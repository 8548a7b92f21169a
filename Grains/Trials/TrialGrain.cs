using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Placement;
using Orleans;
using Orleans.Runtime;

namespace ActorTraining.Grains.Trials;

/// <summary>Stands for one attempt of a trial, on the silo of its slots. The attempt itself runs beside it, see <see cref="TrialRuns"/>.</summary>
/// <remarks>
/// When a silo dies, runtimes drop grains of other silos too, with the part of the directory that was kept there. The attempt does not notice: the next call brings its
/// grain back where the coordinator says that it runs.
/// </remarks>
[SlotPlacement]
public sealed class TrialGrain(TrialRuns runs, TimeProvider time) : Grain, ITrialGrain
{
    private static readonly TimeSpan Stay = TimeSpan.FromMinutes(1);

    private TrialRun? _run;

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Follow(runs.Find(Key));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<StartAnswer> Start(TrialAssignment assignment)
    {
        SlotHint.Clear();
        if (_run is not null)
        {
            return Task.FromResult(StartAnswer.Started);
        }

        var answer = runs.Start(Key, assignment);
        Follow(runs.Find(Key));
        LeaveUnlessRunning();
        return Task.FromResult(answer);
    }

    /// <inheritdoc/>
    public Task Leave(int attempt, StopReason reason)
    {
        Of(attempt)?.Leave();
        LeaveUnlessRunning();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Adjust(int attempt, IReadOnlyList<Adjustment> all)
    {
        Of(attempt)?.Adjust(all);
        LeaveUnlessRunning();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Lease?> RunsUnder(int attempt)
    {
        LeaveUnlessRunning();
        return Task.FromResult(Of(attempt)?.Lease);
    }

    private TrialRun? Of(int attempt) => _run?.Attempt == attempt ? _run : null;

    // Nothing runs here, so nothing is kept: the next attempt has a grain of its own, and this one may have come up on the wrong silo.
    private void LeaveUnlessRunning()
    {
        if (_run is null)
        {
            DeactivateOnIdle();
        }
    }

    private void Follow(TrialRun? run)
    {
        _run = run;
        if (run is not null)
        {
            _ = StayWith(run);
        }
    }

    private async Task StayWith(TrialRun run)
    {
        while (!run.Settled.IsCompleted)
        {
            DelayDeactivation(Stay);
            await Task.WhenAny(run.Settled, Task.Delay(Stay / 2, time));
        }

        _run = null;
        DeactivateOnIdle();
    }
}
