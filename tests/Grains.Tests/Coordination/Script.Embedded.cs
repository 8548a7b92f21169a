using System.Collections.Concurrent;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Tests.Coordination;

/// <summary>What the grains around a coordinator do, and what was asked of them.</summary>
internal sealed class Script
{
    private readonly SemaphoreSlim _news = new(0);

    /// <summary>Answers requests for leases; as a rule with none.</summary>
    public Func<LeaseRequest, LeaseAnswer> OnRequest { get; set; } = _ => new LeaseAnswer([], [], null);

    /// <summary>Answers starts; as a rule they are taken.</summary>
    public Func<TrialAssignment, StartAnswer> OnStart { get; set; } = _ => StartAnswer.Started;

    /// <summary>Tells under which lease a trial's grain runs, given its key; as a rule none.</summary>
    public Func<string, Lease?> OnRunsUnder { get; set; } = _ => null;

    /// <summary>Silos that the cluster knows.</summary>
    public static LiveSilos Silos(bool settled, params IEnumerable<string> names) => new(settled, names.ToDictionary(name => name, _ => "127.0.0.1:1@1"));

    /// <summary>The silos that the cluster knows.</summary>
    public LiveSilos Live { get; set; } = Silos(true, []);

    public ConcurrentQueue<LeaseRequest> Requests { get; } = [];

    public ConcurrentQueue<(TrialAssignment Assignment, string Key, object? Hint)> Starts { get; } = [];

    public ConcurrentQueue<(string Key, object? Hint)> Asked { get; } = [];

    public ConcurrentQueue<(string Key, StopReason Reason)> Leaving { get; } = [];

    public ConcurrentQueue<(string Key, IReadOnlyList<Adjustment> All)> Adjusting { get; } = [];

    /// <summary>Something was asked.</summary>
    public void Tell() => _news.Release();

    /// <summary>Waits until something is asked, or for a moment.</summary>
    public Task Settle(CancellationToken cancel) => _news.WaitAsync(TimeSpan.FromMilliseconds(20), cancel);
}
