using ActorTraining.Experiments;

namespace ActorTraining.Cli.Runs;

/// <summary>Carries an experiment's events into its view and on to a renderer, until the experiment has come to its end.</summary>
internal sealed class RunWatcher(IExperiments experiments, IRunRenderer renderer, TimeProvider clock)
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Watches to the end.</summary>
    /// <param name="view">The experiment; receives the events.</param>
    /// <param name="resumed">Whether it goes on where an earlier run left it.</param>
    /// <param name="cancel">Ends the watching, not the experiment.</param>
    /// <exception cref="OperationCanceledException">The watching was ended.</exception>
    public async Task WatchAsync(RunView view, bool resumed, CancellationToken cancel)
    {
        renderer.Begin(view, resumed);
        try
        {
            await CarryAsync(view, cancel);
        }
        finally
        {
            await renderer.EndAsync(view);
        }
    }

    private async Task CarryAsync(RunView view, CancellationToken cancel)
    {
        // Events and the clock of the display take turns on one thread of control, so that neither view nor renderer needs a lock.
        await using IAsyncEnumerator<ExperimentEvent> events =
            experiments.WatchAsync(view.Experiment.Id, view.Experiment.LastEvent, cancel).GetAsyncEnumerator(cancel);
        using var timer = new PeriodicTimer(RefreshInterval, clock);
        Task<bool> tick = timer.WaitForNextTickAsync(CancellationToken.None).AsTask();
        Task<bool> next = events.MoveNextAsync().AsTask();
        while (true)
        {
            await Task.WhenAny(next, tick);
            if (tick.IsCompleted)
            {
                renderer.Refresh(view);
                tick = timer.WaitForNextTickAsync(CancellationToken.None).AsTask();
            }
            if (!next.IsCompleted)
                continue;
            if (!await next)
                return;
            view.Apply(events.Current);
            renderer.Show(events.Current, view);
            next = events.MoveNextAsync().AsTask();
        }
    }
}
