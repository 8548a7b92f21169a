using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using ActorTraining.StoreHost;

namespace ActorTraining.Grains.Tests.Storage;

/// <content>What is written comes back, whatever it is and however much.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task One_change_may_have_very_many_rows()
    {
        var taken = await Begin();
        var trials = Enumerable.Range(1, 2_000).Select(Trial).ToList();
        var points = trials.SelectMany(trial => Enumerable.Range(1, 20).Select(step => (trial.Info.Number, new MetricPoint($"m{step % 3}", step, step))));

        await Store.WriteAsync(Change(taken, trials: trials, points: [.. points], events: [.. trials.Select((trial, i) => Moved(i + 1, trial.Info))]));

        Assert.Equal(2_000, (await Store.TrialsAsync("a", new TrialQuery { Limit = 10 }, Cancel)).Total);
        Assert.Equal(40_000, (await Store.MetricsAsync("a", new MetricQuery(), Cancel)).Sum(series => series.Steps.Count));
        Assert.Equal(2_000, (await Store.EventsAsync("a", 0, 10_000, Cancel)).Count);
    }

    [Fact]
    public async Task Changes_that_come_together_are_stored_in_their_order()
    {
        var taken = await Begin();

        await Task.WhenAll(Enumerable.Range(1, 500).Select(i => Store.WriteAsync(Change(
            taken with { Info = taken.Info with { LastEvent = i } },
            trials: [Trial(1) with { Failures = i }],
            points: [(1, new("loss", 1, i))],
            artifacts: [new(1, "w.npz", "application/zip", i, "aa")],
            events: [new TrialLogged(i, Noon, 1, 1, $"line {i}")]))));

        var snapshot = await Store.TakeOverAsync("a", Cancel);
        Assert.Equal((500, 500), (snapshot.Info.LastEvent, Assert.Single(snapshot.Open).Failures));
        Assert.Equal([500], Assert.Single(await Store.MetricsAsync("a", new MetricQuery(), Cancel)).Values);
        Assert.Equal(500, Assert.Single(await Store.ArtifactsAsync("a", cancel: Cancel)).Size);
        Assert.Equal(Enumerable.Range(1, 500).Select(i => $"line {i}"), (await Store.EventsAsync("a", 0, 1000, Cancel)).Cast<TrialLogged>().Select(e => e.Message));
    }

    [Fact]
    public async Task A_change_that_is_written_again_changes_nothing()
    {
        var taken = await Begin();
        var ended = Ended(1, 0.5);
        var change = Change(taken, [ended], [(1, new("loss", 1, 3))], [new(1, "w.npz", "application/zip", 10, "aa")], [new TrialLogged(1, Noon, 1, 1, "x"), Moved(2, ended.Info)]);

        await Store.WriteAsync(change);
        await Store.WriteAsync(change);

        Assert.Equal([(1, 0.5)], (await Store.TakeOverAsync("a", Cancel)).Results.Select(result => (result.Number, result.Objectives[0])));
        Assert.Equal([1, 2], (await Store.EventsAsync("a", 0, 10, Cancel)).Select(e => e.Sequence));
    }

    [Theory]
    [InlineData("Größe, 学習率, наука, 🧪")]
    [InlineData("quotes ' and \" and `, $1, @0, :x, %_\\, --, /*, ;")]
    [InlineData("two\nlines\tand a tab\r\n")]
    [InlineData("")]
    public async Task Every_text_comes_back_as_it_was(string text)
    {
        await Store.CreateAsync("a", Spec with { Name = text, Description = text }, Noon, Cancel);
        var taken = await Store.TakeOverAsync("a", Cancel);
        await Store.WriteAsync(Change(
            taken with { Info = taken.Info with { Reason = text } },
            [Trial(1) with { Info = Trial(1).Info with { Error = text } }],
            [(1, new($"m{text}", 1, 1))],
            [new(1, $"n{text}", text, 1, "aa")],
            [new TrialLogged(1, Noon, 1, 1, text)]));

        var info = await Store.GetAsync("a", Cancel);
        Assert.Equal((text, text, text), (info.Spec.Name, info.Spec.Description, info.Reason));
        Assert.Equal(text, (await Store.TrialsAsync("a", new TrialQuery(), Cancel)).Items[0].Error);
        Assert.Equal($"m{text}", (await Store.MetricsAsync("a", new MetricQuery { Metrics = [$"m{text}"] }, Cancel))[0].Metric);
        Assert.Equal(new ArtifactInfo(1, $"n{text}", text, 1, "aa"), (await Store.ArtifactsAsync("a", cancel: Cancel))[0]);
        Assert.Equal(text, ((TrialLogged)(await Store.EventsAsync("a", 0, 1, Cancel))[0]).Message);
        Assert.Single((await Store.ListAsync(new ExperimentQuery { NameContains = text.ToUpperInvariant() }, Cancel)).Items);
    }

    [Fact]
    public async Task Characters_that_a_database_cannot_hold_are_replaced_and_fail_nothing()
    {
        var taken = await Begin();
        await Store.WriteAsync(Change(taken, [Trial(1) with { Info = Trial(1).Info with { Error = "nul \0." } }], events: [new TrialLogged(1, Noon, 1, 1, "half \ud83e.")]));

        Assert.Equal("nul \ufffd.", (await Store.TrialsAsync("a", new TrialQuery(), Cancel)).Items[0].Error);
        Assert.Equal("half \ufffd.", ((TrialLogged)(await Store.EventsAsync("a", 0, 1, Cancel))[0]).Message);
    }

    [Fact]
    public async Task A_text_may_be_megabytes_long()
    {
        var taken = await Begin();
        var text = string.Concat(Enumerable.Repeat("0123456789abcdef", 1 << 17));
        await Store.WriteAsync(Change(taken, [Trial(1) with { Info = Trial(1).Info with { Error = text } }], events: [new TrialLogged(1, Noon, 1, 1, text)]));

        Assert.Equal(text, (await Store.TrialsAsync("a", new TrialQuery(), Cancel)).Items[0].Error);
        Assert.Equal(text, ((TrialLogged)(await Store.EventsAsync("a", 0, 1, Cancel))[0]).Message);
    }

    [Fact]
    public async Task Extreme_numbers_come_back_as_they_were()
    {
        var taken = await Begin();
        double[] values = [double.MaxValue, double.MinValue, double.Epsilon, -0.0, 0.1, double.NegativeInfinity, double.NaN];
        await Store.WriteAsync(Change(
            taken,
            [Trial(int.MaxValue) with { Info = Trial(int.MaxValue).Info with { Steps = long.MaxValue, Objective = double.NegativeInfinity } }],
            [.. values.Select((value, i) => (1, new MetricPoint("m", long.MaxValue - 10 + i, value)))]));

        Assert.Equal(values, Assert.Single(await Store.MetricsAsync("a", new MetricQuery(), Cancel)).Values);
        var trial = (await Store.TrialsAsync("a", new TrialQuery(), Cancel)).Items[0];
        Assert.Equal((int.MaxValue, long.MaxValue, double.NegativeInfinity), (trial.Number, trial.Steps, trial.Objective));
    }

    [Fact]
    public async Task A_write_that_cannot_be_stored_fails_alone()
    {
        var taken = await Begin();
        var passing = new TrialProgressed(0, Noon, Trial(1).Info, []);

        var writes = Enumerable.Range(1, 100).Select(i => i % 10 == 0
            ? Assert.ThrowsAnyAsync<Exception>(() => Store.WriteAsync(Change(taken, [Trial(i)], events: [passing])))
            : Store.WriteAsync(Change(taken, [Trial(i)])));
        await Task.WhenAll(writes);

        Assert.Equal(90, (await Store.TrialsAsync("a", new TrialQuery(), Cancel)).Total);
    }

    [Fact]
    public async Task Attempts_are_kept_with_their_ends_and_errors()
    {
        var taken = await Begin();
        var first = new AttemptInfo(1, 1, "s", "cpu:0", 0, Noon, null, null, null);
        var failed = first with { Ended = Noon.AddMinutes(1), End = "failed", Error = "no" };
        var second = new AttemptInfo(1, 2, "t", "cpu:1", 40, Noon.AddMinutes(2), null, null, null);
        var other = first with { Trial = 2 };
        await Store.WriteAsync(Change(taken) with { Attempts = [first, other] });
        await Store.WriteAsync(Change(taken) with { Attempts = [failed, second] });

        Assert.Equal([failed, second, other], await Store.AttemptsAsync("a", cancel: Cancel));
        Assert.Equal([other], await Store.AttemptsAsync("a", 2, Cancel));
    }

    [Fact]
    public async Task What_users_change_on_the_way_is_kept()
    {
        await Store.CreateAsync("parent", Spec, Noon, Cancel);
        await Store.CreateAsync("a", Spec, Noon, "parent", Cancel);
        var taken = await Store.TakeOverAsync("a", Cancel);
        var spec = Spec with { Resources = new ResourceSpec { Parallel = 3, Priority = 7 } };
        var adjustment = new Adjustment("optimizer.lr", JsonSerializer.SerializeToElement(0.5), 12);
        await Store.WriteAsync(Change(taken with { Info = taken.Info with { ActiveSeconds = 12.5 } }, [Trial(1) with { Info = Trial(1).Info with { Adjustments = [adjustment] } }], events: [
            new TrialAdjusted(1, Noon, 1, adjustment),
        ]) with
        { Spec = spec });

        var info = await Store.GetAsync("a", Cancel);
        Assert.Equal((3, 7, 12.5, "parent"), (info.Spec.Resources.Parallel, info.Spec.Resources.Priority, info.ActiveSeconds, info.Parent));
        var stored = Assert.Single((await Store.TrialsAsync("a", new TrialQuery(), Cancel)).Items[0].Adjustments);
        Assert.Equal(("optimizer.lr", 0.5, 12), (stored.Path, stored.Value.GetDouble(), stored.Step));
        var told = Assert.IsType<TrialAdjusted>(Assert.Single(await Store.EventsAsync("a", 0, 10, Cancel)));
        Assert.Equal((1, "optimizer.lr", 0.5, 12), (told.Trial, told.Adjustment.Path, told.Adjustment.Value.GetDouble(), told.Adjustment.Step));
    }
}
