using System.Collections.Concurrent;
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
}
