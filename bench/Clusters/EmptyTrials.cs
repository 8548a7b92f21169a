namespace ActorTraining.Bench.Clusters;

/// <summary>P6: trials that do nothing but report one value, against Optuna; the turns alternate.</summary>
internal static class EmptyTrials
{
    // Optuna commits several times per trial: more of them would only take longer.
    private const int PeerDurable = 50, PeerInMemory = 1000;

    public static async Task<Sheet> RunAsync(int trials, int slots, int repeat, string? python)
    {
        var (ours, durable, inMemory) = (new List<double>(), new List<double>(), new List<double>());
        using OptunaPeer? peer = python is null ? null : new OptunaPeer(python);
        await using TemporaryCluster cluster = await TemporaryCluster.StartAsync(slots);
        await cluster.RunAsync(BenchJobs.Nap, trials, new() { ["seconds"] = 0.0 });
        for (int turn = 0; turn < repeat; turn++)
        {
            ours.Add(trials / (await cluster.RunAsync(BenchJobs.Nap, trials, new() { ["seconds"] = 0.0 })).Seconds);
            if (peer is not null)
            {
                durable.Add(PeerDurable / peer.Take("sqlite", PeerDurable));
                inMemory.Add(PeerInMemory / peer.Take("memory", PeerInMemory));
            }
        }

        List<Figure> figures = [new("ours, SQLite", "trials/s", ours)];
        if (peer is not null)
            figures.AddRange([new($"Optuna {peer.Version}, SQLite", "trials/s", durable), new($"Optuna {peer.Version}, in memory", "trials/s", inMemory)]);
        return new("P6", $"experiments of {trials} empty trials on {slots} slots, each trial's start, value and end stored durably", "at least 2,000 trials/s", figures);
    }
}
