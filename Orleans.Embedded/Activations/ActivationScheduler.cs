namespace Orleans.Embedded.Activations;

/// <summary>
/// Runs the turns of one activation one after another on the thread pool. As a task scheduler it also takes the continuations of the
/// grain's awaits, so that they are turns too.
/// </summary>
internal sealed class ActivationScheduler(Activation owner) : TaskScheduler, IThreadPoolWorkItem
{
    // After that many turns other activations come first.
    private const int Quantum = 100;

    private readonly Lock _lock = new();
    private readonly Queue<object> _turns = new();
    private bool _scheduled;

    /// <summary>At most one thread executes turns.</summary>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Adds a turn without the caller's execution context. An exception is logged.</summary>
    public void Post(Action turn) => Enqueue(turn);

    void IThreadPoolWorkItem.Execute()
    {
        RuntimeContext.Current = owner;
        try
        {
            // Within a task of this scheduler, TaskScheduler.Current is this scheduler: awaits come back here, and so do tasks that are started.
            new Task(static self => ((ActivationScheduler)self!).ExecuteTurns(), this, TaskCreationOptions.DenyChildAttach).RunSynchronously(this);
        }
        finally
        {
            RuntimeContext.Current = null;
        }
    }

    protected override void QueueTask(Task task) => Enqueue(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && RuntimeContext.Current == owner && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_lock)
        {
            return [.. _turns.OfType<Task>()];
        }
    }

    private void Enqueue(object turn)
    {
        lock (_lock)
        {
            _turns.Enqueue(turn);
            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
        }

        Schedule();
    }

    private void ExecuteTurns()
    {
        for (var count = 0; count < Quantum; count++)
        {
            object? turn;
            lock (_lock)
            {
                if (!_turns.TryDequeue(out turn))
                {
                    _scheduled = false;
                    return;
                }
            }

            Execute(turn);
        }

        Schedule();
    }

    // Into the pool's common queue, first in, first out: threads prefer their own queue, last in first out, where a few callers and
    // grains that keep answering each other would starve everyone else.
    private void Schedule() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    private void Execute(object turn)
    {
        if (turn is Task task)
        {
            TryExecuteTask(task);
            return;
        }

        try
        {
            ((Action)turn)();
        }
        catch (Exception failure)
        {
            owner.LogTurnFailure(failure);
        }
    }
}
