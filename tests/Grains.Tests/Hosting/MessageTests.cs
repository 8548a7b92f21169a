using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Coordination;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Tests.Hosting;

/// <summary>Calls carry their messages there and back, whatever the runtime does with them on the way.</summary>
public sealed class MessageTests(GrainHost host) : IClassFixture<GrainHost>
{
    [Fact]
    public async Task A_report_reaches_grains_on_every_silo_and_comes_back_as_it_was()
    {
        var sent = new TrialReport
        {
            Trial = 7,
            Attempt = 2,
            Sequence = 3,
            Step = 0.5,
            Points = [new MetricPoint("loss", 3, double.NaN), new MetricPoint("accuracy", 3, 0.1)],
            Checkpoints = [new CheckpointReference(3, "key", "sha")],
            Artifacts = [new ArtifactInfo(7, "weights.npz", "application/zip", 12, "sha")],
            Log = ["one", "two"],
            Adjusted = [new Adjustment("lr", JsonSerializer.SerializeToElement(0.01), 4)],
            End = new AttemptEnd(AttemptOutcome.Failed, "beyond"),
        };

        // Enough grains that some are on the caller's silo and some are not.
        for (var i = 0; i < 8; i++)
        {
            var arrived = await host.Grains.GetGrain<IMessageGrain>($"near-{i}").EchoThrough($"far-{i}", sent);

            Assert.Equal(JsonSerializer.Serialize(sent, ExperimentJson.Options), JsonSerializer.Serialize(arrived, ExperimentJson.Options));
            Assert.Equal((sent.Points[0], sent.End), (arrived.Points[0], arrived.End));
        }
    }

    [Fact]
    public async Task A_watcher_gets_events_of_every_kind_in_their_order()
    {
        using var feed = new EventFeed();
        var observer = host.Grains.CreateObjectReference<IExperimentObserver>(feed);
        var trial = new TrialInfo
        {
            Number = 1,
            State = TrialState.Running,
            Parameters = JsonSerializer.SerializeToElement(new { lr = 0.1 }),
            Choices = new Dictionary<string, JsonElement> { ["optimizer.lr"] = JsonSerializer.SerializeToElement(0.1) },
            Metrics = new Dictionary<string, double> { ["loss"] = double.PositiveInfinity },
        };

        await host.Grains.GetGrain<IMessageGrain>("news").Tell(observer, trial);
        var events = await feed.TakeAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var (changed, progressed, logged) = (Assert.IsType<TrialChanged>(events[0]), Assert.IsType<TrialProgressed>(events[1]), Assert.IsType<TrialLogged>(events[2]));
        Assert.Equal((double.PositiveInfinity, 0.1), (changed.Trial.Metrics["loss"], changed.Trial.Choices["optimizer.lr"].GetDouble()));
        Assert.Equal(new MetricPoint("loss", 3, double.NaN), Assert.Single(progressed.Points));
        Assert.Equal("told", logged.Message);
        host.Grains.DeleteObjectReference<IExperimentObserver>(observer);
    }
}
