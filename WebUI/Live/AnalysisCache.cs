using System.Collections.Concurrent;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Analysis;

namespace ActorTraining.WebUI.Live;

/// <summary>Analyses of experiments, each made once for all who ask: a forest over thousands of trials takes a second of a processor.</summary>
/// <param name="experiments">The experiments.</param>
/// <param name="time">The clock.</param>
public sealed class AnalysisCache(IExperiments experiments, TimeProvider time)
{
    private const int MostKept = 32;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, Entry> _entries = new();

    // Analyses keep a processor busy, which trials need as well.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The analysis of an experiment; while trials run, up to a quarter of a minute old.</summary>
    /// <exception cref="UnknownExperimentException">There is no such experiment.</exception>
    public async Task<AnalysisReport> OfAsync(string experiment, CancellationToken cancel = default)
    {
        var info = await experiments.GetAsync(experiment, cancel);
        if (_entries.TryGetValue(experiment, out var known) && (known.Event == info.LastEvent || time.GetElapsedTime(known.At) < Lifetime))
        {
            return await known.Report.WaitAsync(cancel);
        }

        // Not cancelled by the one who asked first: others wait for it too.
        var entry = new Entry(info.LastEvent, time.GetTimestamp(), Task.Run(() => AnalyseAsync(experiment), CancellationToken.None));
        _entries[experiment] = entry;
        Trim();
        try
        {
            return await entry.Report.WaitAsync(cancel);
        }
        catch when (entry.Report.IsFaulted)
        {
            _entries.TryRemove(new KeyValuePair<string, Entry>(experiment, entry));
            throw;
        }
    }

    private async Task<AnalysisReport> AnalyseAsync(string experiment)
    {
        await _turn.WaitAsync();
        try
        {
            return await experiments.AnalyseAsync(experiment);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Trim()
    {
        foreach (var (key, _) in _entries.OrderByDescending(entry => entry.Value.At).Skip(MostKept))
        {
            _entries.TryRemove(key, out _);
        }
    }

    private sealed record Entry(long Event, long At, Task<AnalysisReport> Report);
}
