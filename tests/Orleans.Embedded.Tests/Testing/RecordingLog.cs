using Microsoft.Extensions.Logging;

namespace Orleans.Embedded.Tests.Testing;

/// <summary>Keeps what is logged, for tests to wait for.</summary>
public sealed class RecordingLog : ILoggerProvider, ILogger
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for an entry at that level.</summary>
    public Task<Entry> Next(LogLevel level) => Next(entry => entry.Level == level);

    /// <summary>Waits for an entry with such an exception.</summary>
    public Task<Entry> Next<TException>()
        where TException : Exception => Next(entry => entry.Exception is TException);

    /// <summary>Waits until that many entries contain a text, and returns the last of them.</summary>
    public async Task<Entry> Next(string text, int count = 1)
    {
        var seen = new HashSet<Entry>(ReferenceEqualityComparer.Instance);
        return await Next(entry => entry.Text.Contains(text, StringComparison.Ordinal) && seen.Add(entry) && seen.Count == count);
    }

    private async Task<Entry> Next(Predicate<Entry> matches)
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (_entries.Find(matches) is { } found)
                {
                    return found;
                }

                more = _more.Task;
            }

            await more.Soon();
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lock)
        {
            _entries.Add(new Entry(logLevel, formatter(state, exception), exception));
            _more.TrySetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Dispose()
    {
    }

    public sealed record Entry(LogLevel Level, string Text, Exception? Exception);
}
