using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Silo.Hosting;
using ActorTraining.Silo.Slots;
using ActorTraining.Training.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ActorTraining.Silo.Tests.Hosting;

/// <summary>A silo tells a collector what it does, over OTLP.</summary>
public sealed class TelemetryTests : IDisposable
{
    private static readonly double[] Durations = [0.01, 0.02];

    private readonly string _folder = Directory.CreateTempSubdirectory("actortraining-").FullName;
    private readonly ConcurrentQueue<(string Path, string Body)> _received = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_gets_metrics_and_a_span_per_attempt()
    {
        await using var collector = await CollectAsync();
        await using (var silo = await SiloHost.StartAsync(Settings(new Uri(collector.Urls.First())), JobCatalog.Default, Cancel))
        {
            var experiment = await silo.Experiments!.SubmitAsync(
                new ExperimentSpec
                {
                    Name = "Measured",
                    Job = "sleep",
                    Parameters = JsonSerializer.SerializeToElement(new { seconds = new { grid = Durations }, steps = 2 }),
                    Objective = new Objective { Metric = "value" },
                },
                Cancel);
            await foreach (var _ in silo.Experiments.WatchAsync(experiment, 0, Cancel))
            {
                // Only the end of the stream matters.
            }
        }

        var metrics = Body("/v1/metrics");
        string[] names =
        [
            "actortraining.attempts", "actortraining.attempt.duration", "actortraining.metric_points", "actortraining.trials", "actortraining.commit.duration", "actortraining.slots",
            "actortraining-silo", "measured-silo", "tests",
        ];
        Assert.All(names, name => Assert.Contains(name, metrics));
        var traces = Body("/v1/traces");
        Assert.All((string[])["trial attempt", "actortraining.experiment", "completed", "cpu:0"], word => Assert.Contains(word, traces));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    // Texts stand in protobuf as they are.
    private string Body(string path) => string.Join('\n', _received.Where(request => request.Path == path).Select(request => request.Body));

    private async Task<WebApplication> CollectAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, Cancel);
            _received.Enqueue((request.Path, Encoding.UTF8.GetString(body.ToArray())));
            return Results.Bytes([], "application/x-protobuf");
        });
        await app.StartAsync(Cancel);
        return app;
    }

    private SiloSettings Settings(Uri collector) => new()
    {
        Name = "measured-silo",
        Store = Path.Combine(_folder, "experiments.db"),
        Devices = [DeviceSpec.Cpu(2)],
        Listen = new Uri("http://127.0.0.1:0"),
        Cluster = "tests",
        Otlp = collector,
        DrainTimeout = TimeSpan.FromSeconds(5),
    };
}
