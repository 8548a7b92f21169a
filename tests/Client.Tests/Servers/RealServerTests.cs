using System.Net;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Silo.Security;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Hosting;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Client.Tests.Servers;

/// <summary>What only a client of a server can tell.</summary>
public sealed class RealServerTests : IAsyncLifetime
{
    private const string Quick = "{ name: quick, job: sleep, params: { seconds: 0, steps: { grid: [1, 2] } }, objective: value }";

    private readonly string _folder = Directory.CreateTempSubdirectory("real-server-").FullName;
    private Dashboard? _dashboard;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        await (_dashboard?.DisposeAsync() ?? ValueTask.CompletedTask);
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Uri> StartAsync()
    {
        var settings = new DashboardSettings { Store = Path.Combine(_folder, "experiments.db"), Slots = 2, Listen = new Uri("http://127.0.0.1:0") };
        _dashboard = await Dashboard.StartAsync(settings, JobCatalog.Default, Cancel);
        return _dashboard.Address;
    }

    [Fact]
    public async Task A_submission_whose_answer_was_lost_is_there_once()
    {
        using var http = new HttpClient(new LosesTheFirstAnswer());
        using var client = new ActorTrainingClient(await StartAsync(), null, new ClientOptions { Http = http, FirstDelay = TimeSpan.FromMilliseconds(1) });

        var id = await client.SubmitAsync(SpecYaml.Read(Quick, JobCatalog.Default), Cancel);
        Assert.Equal(ExperimentState.Completed, (await client.WaitAsync(id, Cancel)).State);
        Assert.Equal([id], (await client.ListAsync(new ExperimentQuery(), Cancel)).Items.Select(info => info.Id));
    }

    [Fact]
    public async Task A_file_keeps_its_text_and_its_faults_have_lines()
    {
        using var client = new ActorTrainingClient(await StartAsync());
        var file = Path.Combine(_folder, "sweep.yaml");
        await File.WriteAllTextAsync(file, "# mine\n" + Quick, Cancel);
        Assert.Equal("# mine\n" + Quick, (await client.GetAsync(await client.SubmitFileAsync(file, Cancel), Cancel)).Spec.Source);

        await File.WriteAllTextAsync(file, "name: faulty\njob: sleep\nparams:\n  seconds: -1\nobjective: valu\n", Cancel);
        var invalid = await Assert.ThrowsAsync<InvalidSpecException>(() => client.SubmitFileAsync(file, Cancel));
        Assert.Equal([("spec.params.seconds", 4), ("spec.objective", 5)], invalid.Errors.Select(error => (error.Path, error.Line!.Value)));
    }

    [Fact]
    public async Task Tables_have_a_row_for_each_trial_and_each_value()
    {
        using var client = new ActorTrainingClient(await StartAsync());
        var id = await client.SubmitAsync(SpecYaml.Read(Quick, JobCatalog.Default), Cancel);
        await client.WaitAsync(id, Cancel);

        using var trials = new MemoryStream();
        await client.ExportTrialsAsync(id, trials, Cancel);
        using var metrics = new MemoryStream();
        await client.ExportMetricsAsync(id, metrics, Cancel);
        Assert.Equal(3, Lines(trials).Length);
        Assert.Contains("param:steps", Lines(trials)[0]);
        Assert.Equal(["trial,metric,step", "1,value,1", "2,value,1", "2,value,2"], Lines(metrics).Select(line => string.Join(',', line.Split(',').Take(3))));
        Assert.All(Lines(metrics), line => Assert.Equal(6, line.Split(',').Count(cell => cell.Length > 0)));

        static string[] Lines(MemoryStream table) => System.Text.Encoding.UTF8.GetString(table.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public async Task A_token_permits_what_its_role_permits()
    {
        var tokens = new TokenFile(Path.Combine(_folder, "tokens.json"), TimeProvider.System);
        var viewer = tokens.Create("viewer", AccessRole.Viewer);
        var operating = tokens.Create("operator", AccessRole.Operator);
        var address = await StartAsync();
        using var nobody = new ActorTrainingClient(address);
        using var stranger = new ActorTrainingClient(address, viewer.Secret + "x");
        using var looking = new ActorTrainingClient(address, viewer.Secret);
        using var working = new ActorTrainingClient(address, operating.Secret);

        Assert.Contains("wants a token", (await Assert.ThrowsAsync<UnauthorizedAccessException>(() => nobody.ListAsync(new ExperimentQuery(), Cancel))).Message);
        Assert.Contains("does not know the token", (await Assert.ThrowsAsync<UnauthorizedAccessException>(() => stranger.ListAsync(new ExperimentQuery(), Cancel))).Message);
        var id = await working.SubmitAsync(SpecYaml.Read(Quick, JobCatalog.Default), Cancel);
        Assert.Equal(ExperimentState.Completed, (await looking.WaitAsync(id, Cancel)).State);
        var denied = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => looking.StopAsync(id, Cancel));
        Assert.Equal((true, HttpStatusCode.Forbidden), (denied.Message.Contains("does not permit this"), ((HttpRequestException)denied.InnerException!).StatusCode));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => working.DeleteAsync(id, Cancel));
    }

    private sealed class LosesTheFirstAnswer() : DelegatingHandler(new SocketsHttpHandler())
    {
        private bool _lost;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (_lost)
                return answer;
            _lost = true;
            answer.Dispose();
            throw new HttpRequestException("the answer was lost");
        }
    }
}
