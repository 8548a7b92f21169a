using System.Diagnostics;
using System.Globalization;

namespace ActorTraining.Grains.Tests.Storage;

/// <summary>A process that writes into a store until it is killed.</summary>
internal sealed class StoreHostProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task _reading;
    private readonly Lock _lock = new();
    private readonly List<(string Experiment, int Trial)> _acknowledged = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    private StoreHostProcess(Process process) => (_process, _reading) = (process, ReadAsync(process));

    /// <summary>What the store has acknowledged to it, in that order.</summary>
    public IReadOnlyList<(string Experiment, int Trial)> Acknowledged
    {
        get
        {
            lock (_lock)
            {
                return [.. _acknowledged];
            }
        }
    }

    /// <summary>Starts a process.</summary>
    /// <param name="kind"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="place">The file or the connection string.</param>
    /// <param name="trials">How many trials each experiment shall come to.</param>
    /// <param name="experiments">The experiments, which have to exist.</param>
    public static StoreHostProcess Start(string kind, string place, int trials, params IEnumerable<string> experiments)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "ActorTraining.StoreHost.dll"), kind, place, trials.ToString(CultureInfo.InvariantCulture), .. experiments];
        return new StoreHostProcess(Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!);
    }

    /// <summary>Completes when so many trials have been acknowledged to it, or it has ended.</summary>
    public Task AcknowledgedAsync(int count)
    {
        lock (_lock)
        {
            if (_acknowledged.Count >= count || _reading.IsCompleted)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return Task.WhenAny(reached.Task, _reading);
        }
    }

    /// <summary>Kills it with SIGKILL, wherever it is.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    /// <summary>Sends it a signal: <c>STOP</c> freezes it, <c>CONT</c> wakes it.</summary>
    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Completes when it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync()
    {
        await _reading;
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task ReadAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            lock (_lock)
            {
                _acknowledged.Add((words[0], int.Parse(words[1], CultureInfo.InvariantCulture)));
                _waiting.Where(waiting => waiting.Count <= _acknowledged.Count).ToList().ForEach(waiting => waiting.Reached.TrySetResult());
            }
        }
    }
}
