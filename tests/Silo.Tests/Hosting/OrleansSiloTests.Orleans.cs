using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using ActorTraining.Grains.Tests.Postgres;
using ActorTraining.Silo.Hosting;
using ActorTraining.Silo.Slots;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Silo.Tests.Hosting;

/// <summary>A silo of Microsoft Orleans as a process would host it.</summary>
public sealed class OrleansSiloTests(SharedPostgres postgres)
{
    private const string Token = "a-secret-of-these-tests";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_dashboard_of_the_actors_is_for_those_who_know_the_token()
    {
        await using var silo = await SiloHost.StartAsync(await SettingsAsync(), JobCatalog.Default, Cancel);
        using var http = new HttpClient { BaseAddress = silo.Address };

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("orleans/", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("orleans/DashboardCounters", Cancel)).StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        Assert.Contains("Orleans Dashboard", await http.GetStringAsync("orleans/", Cancel));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("orleans/DashboardCounters", Cancel)).StatusCode);
        Assert.Equal("ready", await http.GetStringAsync("readyz", Cancel));
    }

    [Fact]
    public async Task A_file_is_no_store_for_it()
    {
        var error = await Assert.ThrowsAsync<SiloSettingsException>(async () => await SiloHost.StartAsync(await SettingsAsync() with { Store = "experiments.db" }, JobCatalog.Default, Cancel));

        Assert.Contains("--store: silos of Microsoft Orleans find each other in a PostgreSQL database", error.Message);
    }

    private async Task<SiloSettings> SettingsAsync() => new()
    {
        Name = "dashboard-silo",
        Store = await postgres.CreateDatabaseAsync(),
        Devices = [DeviceSpec.Cpu(1)],
        Listen = new Uri("http://127.0.0.1:0"),
        Cluster = "tests",
        Token = Token,
        SiloPort = FreePort(),
        GatewayPort = FreePort(),
        DrainTimeout = TimeSpan.FromSeconds(5),
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
