using System.Collections.Concurrent;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Silo.Tests;
using ActorTraining.Training.Jobs;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Client.Tests.Conformance;

/// <summary>What <see cref="IExperiments"/> promises. Every implementation that runs experiments gives the same answers.</summary>
public abstract partial class ExperimentsConformance : IAsyncLifetime
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));
    private readonly ManualResetEventSlim _go = new(initialState: true);
    private readonly BlockingCollection<int> _holding = [];

    /// <summary>The implementation.</summary>
    protected IExperiments Experiments { get; private set; } = null!;

    /// <summary>A folder of the test's own.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("conformance-").FullName;

    /// <summary>Fails a test that waits for what does not come.</summary>
    protected CancellationToken Patience => _patience.Token;

    public async ValueTask InitializeAsync() => Experiments = await OpenAsync(Path.Combine(Folder, "experiments.db"), CountJob.Catalog(HoldAtTwo));

    public async ValueTask DisposeAsync()
    {
        _go.Set();
        await CloseAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        _patience.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the implementation over a new store, with two slots.</summary>
    protected abstract Task<IExperiments> OpenAsync(string store, JobCatalog jobs);

    /// <summary>Closes it.</summary>
    protected abstract Task CloseAsync();

    /// <summary>From now on trials wait at their second step.</summary>
    private void Hold() => _go.Reset();

    /// <summary>Lets the waiting trials go on, and those that come.</summary>
    private void Release() => _go.Set();

    /// <summary>Waits until a trial waits at its second step.</summary>
    private void Reached() => Assert.True(_holding.TryTake(out _, 60_000, Patience), "no trial came to its second step");

    private void HoldAtTwo(ITrial trial, long step, CancellationToken stop)
    {
        if (step != 2 || _go.IsSet)
            return;
        _holding.Add(1, CancellationToken.None);
        WaitHandle.WaitAny([_go.WaitHandle, stop.WaitHandle]);
    }

    private static ExperimentSpec Spec(object parameters, string name = "A test") => new()
    {
        Name = name,
        Job = "count",
        Parameters = JsonSerializer.SerializeToElement(parameters),
        Objective = new Objective { Metric = "value", Direction = ObjectiveDirection.Maximize },
    };

    /// <summary>Three trials; the third is the best.</summary>
    private static ExperimentSpec Three(string name = "A test") => Spec(new { lr = new { grid = (double[])[1, 2, 3] } }, name);

    private async Task<ExperimentInfo> EndOf(string experiment)
    {
        await foreach (var _ in Experiments.WatchAsync(experiment, 0, Patience))
        {
            // The stream ends with the experiment.
        }

        return await Experiments.GetAsync(experiment, Patience);
    }

    private async Task<string> Ended(ExperimentSpec? spec = null)
    {
        var experiment = await Experiments.SubmitAsync(spec ?? Three(), Patience);
        await EndOf(experiment);
        return experiment;
    }

    /// <summary>An experiment whose first two trials wait at their second step.</summary>
    private async Task<string> Held()
    {
        Hold();
        var experiment = await Experiments.SubmitAsync(Three(), Patience);
        Reached();
        Reached();
        return experiment;
    }
}
