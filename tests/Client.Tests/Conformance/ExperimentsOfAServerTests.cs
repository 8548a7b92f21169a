using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Analysis;
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

    [Fact]
    public async Task What_the_server_says_of_the_results_is_what_can_be_worked_out_here()
    {
        var id = await _client!.SubmitAsync(
            new ExperimentSpec
            {
                Name = "analysed",
                Job = "count",
                Parameters = JsonSerializer.SerializeToElement(new { lr = new { grid = Enumerable.Range(1, 12).Select(k => (double)k) } }),
                Objective = new Objective { Metric = "value", Direction = ObjectiveDirection.Maximize },
            },
            Patience);
        await _client.WaitAsync(id, Patience);

        var (analysis, lines) = (await _client.AnalyseAsync(id, Patience), await _client.ParallelAsync(id, Patience));

        Assert.Equal("lr", analysis.Importance!.Parameters.Single().Path);
        Assert.Equal(Text(await ExperimentAnalysis.AnalyseAsync(_client, id, Patience)), Text(analysis));
        Assert.Equal(Text(await ExperimentAnalysis.ParallelAsync(_client, id, Patience)), Text(lines));
        await Assert.ThrowsAsync<UnknownExperimentException>(() => _client.AnalyseAsync("none-such", Patience));
        await Assert.ThrowsAsync<UnknownExperimentException>(() => _client.ParallelAsync("none-such", Patience));

        static string Text<T>(T value) => JsonSerializer.Serialize(value, ExperimentJson.Options);
    }

    protected override async Task CloseAsync()
    {
        _client?.Dispose();
        await (_dashboard?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    // The client sends the text only where it can tell that it still says what the spec says; for that it has to know the job.
    protected override string? SourceOf(ExperimentSpec spec) => null;
}
