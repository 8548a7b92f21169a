using System.Collections.Concurrent;
using ActorTraining.Client.External;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Client.Tests.Servers;

/// <summary>A server that is killed and started again under its clients.</summary>
public sealed class KilledServerTests : IDisposable
{
    private const string Sweep = """
        name: outlives
        job: sleep
        params: { seconds: { grid: [1, 1.1, 1.2, 1.3] }, steps: 5 }
        objective: value
        """;

    private const string Outside = """
        name: outside
        job: external
        params: { x: { grid: [3, 2, 1] } }
        objective: { metric: loss, direction: minimize }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("killed-server-").FullName;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(4));

    public void Dispose()
    {
        _patience.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Watchers_miss_nothing_and_hear_nothing_twice()
    {
        using var server = await ServerProcess.StartAsync(Path.Combine(_folder, "experiments.db"));
        using var client = new ActorTrainingClient(server.Address);
        var id = await client.SubmitAsync(SpecYaml.Read(Sweep, JobCatalog.Default), _patience.Token);
        var heard = new ConcurrentQueue<long>();
        var enough = new TaskCompletionSource();
        var watching = Task.Run(async () =>
        {
            await foreach (var happened in client.WatchAsync(id, 0, _patience.Token))
            {
                if (happened.Sequence > 0)
                    heard.Enqueue(happened.Sequence);
                if (happened is TrialChanged { Trial.State: TrialState.Completed })
                    enough.TrySetResult();
            }
        }, _patience.Token);
        await enough.Task.WaitAsync(_patience.Token);

        await server.KillAsync();
        await server.StartAsync();
        await watching.WaitAsync(_patience.Token);

        var ended = await client.GetAsync(id, _patience.Token);
        Assert.Equal((ExperimentState.Completed, 4), (ended.State, ended.Counts[TrialState.Completed]));
        Assert.Equal(Enumerable.Range(1, (int)ended.LastEvent).Select(sequence => (long)sequence), heard);
    }

    [Fact]
    public async Task A_worker_goes_on_with_the_trial_that_it_had_and_none_runs_twice()
    {
        using var server = await ServerProcess.StartAsync(Path.Combine(_folder, "experiments.db"));
        using var client = new ActorTrainingClient(server.Address);
        var id = await client.SubmitAsync(SpecYaml.Read(Outside, JobCatalog.Default), _patience.Token);
        var ran = new List<int>();
        var middle = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var working = new ExternalWorker(client, id).RunAsync(
            async (trial, _) =>
            {
                ran.Add(trial.Number);
                await trial.ReportAsync(1, new Dictionary<string, double> { ["loss"] = 1 });
                if (trial.Number == 2)
                {
                    middle.SetResult();
                    await goOn.Task.WaitAsync(_patience.Token);
                }

                await trial.ReportAsync(2, new Dictionary<string, double> { ["loss"] = trial.Parameters.GetProperty("x").GetDouble() });
            },
            _patience.Token);
        await middle.Task.WaitAsync(_patience.Token);

        await server.KillAsync();
        goOn.SetResult();
        await server.StartAsync();

        Assert.Equal(3, await working.WaitAsync(_patience.Token));
        Assert.Equal([1, 2, 3], ran);
        var trials = (await client.TrialsAsync(id, new TrialQuery(), _patience.Token)).Items;
        Assert.All(trials, trial => Assert.Equal((TrialState.Completed, 1, 2.0), (trial.State, trial.Attempt, trial.Step)));
        Assert.Equal([3, 2, 1.0], trials.Select(trial => trial.Objective!.Value));
    }
}
