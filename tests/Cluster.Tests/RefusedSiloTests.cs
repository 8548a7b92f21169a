using ActorTraining.Grains.Tests.Postgres;

namespace ActorTraining.Cluster.Tests;

/// <summary>Silos that cannot be what they are asked to be: one message, no stack trace, exit code 2.</summary>
public sealed class RefusedSiloTests(SharedPostgres postgres) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actortraining-refused-").FullName;

    [Fact]
    public Task A_database_that_is_away_is_named() =>
        RefusedAsync("the store 'postgres://127.0.0.1:1/nothing' cannot be reached", "--store", "postgres://nobody:secret@127.0.0.1:1/nothing");

    [Fact]
    public Task Options_that_are_wrong_are_all_told() =>
        RefusedAsync("error: --label: 'x' is no label such as zone=lab\n", "--device", "gpu:0", "--label", "x");

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await using var cluster = await TestCluster.StartAsync(postgres, silos: 1);
        await RefusedAsync("address already in use", ["--cluster", "test", "--listen", cluster.Address(0).AbsoluteUri, .. cluster.OptionsOfAnother()]);
    }

    [Fact]
    public async Task A_silo_of_another_cluster_is_told_so()
    {
        await using var cluster = await TestCluster.StartAsync(postgres, silos: 1);
        await RefusedAsync("'other'", ["--cluster", "other", "--listen", "http://127.0.0.1:0", .. cluster.OptionsOfAnother()]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task RefusedAsync(string words, params string[] args)
    {
        using var silo = SiloProcess.Start(_folder, [], ["--name", "refused", .. args]);

        var code = await silo.EndAsync();

        Assert.Equal(2, code);
        Assert.Contains(words, silo.Output);
        Assert.DoesNotContain("   at ", silo.Output);
        Assert.DoesNotContain("secret", silo.Output);
    }
}
