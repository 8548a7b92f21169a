using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Hosting;

namespace ActorTraining.Client.Tests.Conformance;

/// <summary>The same over HTTP, from a real server on a real port.</summary>
public sealed class ExperimentsOfAServerTests : ExperimentsConformance
{
    private Dashboard? _dashboard;
    private ActorTrainingClient? _client;

    protected override async Task<IExperiments> OpenAsync(string store, JobCatalog jobs)
    {
        _dashboard = await Dashboard.StartAsync(new DashboardSettings { Store = store, Slots = 2, Listen = new Uri("http://127.0.0.1:0") }, jobs, Patience);
        return _client = new ActorTrainingClient(_dashboard.Address);
    }

    protected override async Task CloseAsync()
    {
        _client?.Dispose();
        await (_dashboard?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    // The client sends the text only where it can tell that it still says what the spec says; for that it has to know the job.
    protected override string? SourceOf(ExperimentSpec spec) => null;
}
