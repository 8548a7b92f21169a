using System.Collections.Concurrent;

namespace Orleans.Embedded.Tests.Testing;

/// <summary>Named events by which a test and its grains wait for each other.</summary>
public sealed class Signals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _signals = new();

    public void Set(string name) => Of(name).TrySetResult();

    /// <summary>Waits for the event, for a grain: without a limit.</summary>
    public Task Wait(string name) => Of(name).Task;

    /// <summary>Waits for the event, for a test: a missing one fails it.</summary>
    public Task Reached(string name) => Of(name).Task.Soon();

    private TaskCompletionSource Of(string name) =>
        _signals.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
