using System.Text.Json;
using System.Threading.Channels;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.WebUI.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorTraining.WebUI.Tests.Live;

/// <summary>Lists of experiments that several people look at.</summary>
public sealed class LiveListsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_reading_serves_all_who_look_at_the_same_list()
    {
        var (experiments, control) = ListedExperiments.Create();
        control.List = new([Experiment("a", lastEvent: 1)], 1);
        using var lists = new LiveLists(experiments, TimeProvider.System, NullLogger<LiveLists>.Instance);
        var (first, second) = (Channel.CreateUnbounded<Page<ExperimentInfo>>(), Channel.CreateUnbounded<Page<ExperimentInfo>>());
        using var one = lists.Follow(Running(), page => first.Writer.TryWrite(page));
        control.AllowReading();
        Assert.Equal(1, (await first.Reader.ReadAsync(Cancel)).Total);

        // Somebody who comes later gets the list at once, and no reading of his own.
        using var two = lists.Follow(Running(), page => second.Writer.TryWrite(page));
        Assert.True(second.Reader.TryRead(out _));
        control.List = new([Experiment("a", lastEvent: 2)], 1);
        control.AllowReading();

        Assert.Equal(2, Assert.Single((await first.Reader.ReadAsync(Cancel)).Items).LastEvent);
        Assert.Equal(2, Assert.Single((await second.Reader.ReadAsync(Cancel)).Items).LastEvent);
        Assert.Equal(2, control.Readings);
    }

    [Fact]
    public async Task A_list_in_which_nothing_changed_is_not_told_again()
    {
        var (experiments, control) = ListedExperiments.Create();
        control.List = new([Experiment("a", lastEvent: 1)], 1);
        using var lists = new LiveLists(experiments, TimeProvider.System, NullLogger<LiveLists>.Instance);
        var told = Channel.CreateUnbounded<Page<ExperimentInfo>>();
        using var following = lists.Follow(new ExperimentQuery(), page => told.Writer.TryWrite(page));
        control.AllowReading();
        await told.Reader.ReadAsync(Cancel);

        control.AllowReading();
        control.AllowReading();
        while (control.Readings < 3)
        {
            await Task.Yield();
        }

        control.List = new([Experiment("b", lastEvent: 1)], 1);
        control.AllowReading();
        Assert.Equal("b", Assert.Single((await told.Reader.ReadAsync(Cancel)).Items).Id);
    }

    // Lists of states that are equal, but not the same object: two browsers make two of them.
    private static ExperimentQuery Running() => new() { States = [ExperimentState.Running] };

    private static ExperimentInfo Experiment(string id, long lastEvent) => new()
    {
        Id = id,
        Spec = new ExperimentSpec { Name = id, Job = "sleep", Parameters = JsonSerializer.SerializeToElement(new { }), Objective = Objective.Maximize("value") },
        State = ExperimentState.Running,
        Created = DateTimeOffset.UnixEpoch,
        Counts = new Dictionary<TrialState, int>(),
        LastEvent = lastEvent,
    };
}
