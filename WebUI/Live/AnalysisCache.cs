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

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = [];

    // Analyses keep a processor busy, which trials need as well.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The analysis of an experiment; while trials run, up to a quarter of a minute old. Of one that has ended it is the last.</summary>
    /// <exception cref="UnknownExperimentException">There is no such experiment.</exception>
    public async Task<AnalysisReport> OfAsync(string experiment, CancellationToken cancel = default)
    {
        var info = await experiments.GetAsync(experiment, cancel);
        var entry = Find(experiment, info.LastEvent, info.Ended is not null);
        try
        {
            return await entry.Report.WaitAsync(cancel);
        }
        catch when (entry.Report.IsFaulted)
        {
            lock (_gate)
            {
                _entries.Remove(experiment);
            }

            throw;
        }
    }

    private Entry Find(string experiment, long lastEvent, bool hasEnded)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(experiment, out var known) && (known.Event == lastEvent || (!hasEnded && time.GetElapsedTime(known.At) < Lifetime)))
            {
                return known;
            }

            if (_entries.Count >= MostKept)
            {
                _entries.Remove(_entries.MinBy(entry => entry.Value.At).Key);
            }

            // Not cancelled by the one who asked first: others wait for it too.
            return _entries[experiment] = new Entry(lastEvent, time.GetTimestamp(), Task.Run(() => AnalyseAsync(experiment)));
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

    private sealed record Entry(long Event, long At, Task<AnalysisReport> Report);
}
