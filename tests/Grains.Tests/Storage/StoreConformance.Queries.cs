using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.StoreHost;

namespace ActorTraining.Grains.Tests.Storage;

/// <content>Trials and experiments are sorted, filtered and found.</content>
public abstract partial class StoreConformance
{
    [Theory]
    [InlineData("number", false, "1 2 3 4 5 6")]
    [InlineData("number", true, "6 5 4 3 2 1")]
    [InlineData("objective", false, "2 1 3 4 5 6")]
    [InlineData("objective", true, "3 1 2 4 5 6")]
    [InlineData("state", false, "4 6 1 2 3 5")]
    [InlineData("seconds", true, "3 2 1 4 5 6")]
    [InlineData("started", false, "3 2 1 4 5 6")]
    [InlineData("metric:test.loss", false, "5 2 1 3 4 6")]
    [InlineData("metric:test.loss", true, "3 1 2 5 4 6")]
    [InlineData("metric:no such", false, "1 2 3 4 5 6")]
    [InlineData("param:optimizer.lr", false, "3 2 1 4 5 6")]
    [InlineData("param:optimizer.lr", true, "1 2 3 5 4 6")]
    [InlineData("param:nowhere'; DROP TABLE trials; --", false, "1 2 3 4 5 6")]
    public async Task Trials_are_sorted_by_any_value_with_those_that_have_none_last(string sort, bool descending, string expected)
    {
        await BeginWithSixAsync();

        var trials = await Store.TrialsAsync("a", new TrialQuery { Sort = TrialField.Parse(sort), Descending = descending }, Cancel);

        Assert.Equal(expected, string.Join(' ', trials.Items.Select(trial => trial.Number)));
    }

    [Theory]
    [InlineData("number>=3", "3 4 5 6")]
    [InlineData("objective<0.5", "2")]
    [InlineData("objective!=0.5", "2 3")]
    [InlineData("state=failed", "5")]
    [InlineData("state!=completed", "4 5 6")]
    [InlineData("seconds>10", "2 3")]
    [InlineData("started>=2026-01-02T11:59:30Z", "1")]
    [InlineData("metric:test.loss<2", "2 5")]
    [InlineData("metric:test.loss>=1.5", "1 3")]
    [InlineData("param:optimizer.lr=0.1", "2")]
    [InlineData("param:optimizer.lr>0.05", "1 2")]
    [InlineData("param:optimizer.lr=Auto_10%", "4")]
    [InlineData("param:optimizer.lr!=Auto_10%", "5")]
    [InlineData("param:optimizer.lr~o_10", "4")]
    [InlineData("param:optimizer.lr~AUTO", "4 5")]
    [InlineData("param:optimizer.lr~100", "5")]
    [InlineData("param:nesterov=true", "1 3")]
    [InlineData("param:optimizer.lr=x' OR '1'='1", "")]
    [InlineData("metric:x' OR 1 --<5", "")]
    public async Task Trials_are_filtered_by_numbers_and_texts(string filter, string expected)
    {
        await BeginWithSixAsync();

        var trials = await Store.TrialsAsync("a", new TrialQuery { Filters = [TrialFilter.Parse(filter)] }, Cancel);

        Assert.Equal(expected, string.Join(' ', trials.Items.Select(trial => trial.Number)));
        Assert.Equal(trials.Items.Count, trials.Total);
    }

    [Fact]
    public async Task Conditions_states_order_and_paging_work_together()
    {
        await BeginWithSixAsync();

        var page = await Store.TrialsAsync(
            "a",
            new TrialQuery
            {
                States = [TrialState.Completed],
                Filters = [TrialFilter.Parse("param:optimizer.lr<=0.1"), TrialFilter.Parse("seconds>1")],
                Sort = TrialField.Parse("param:optimizer.lr"),
                Descending = true,
                Offset = 1,
                Limit = 1,
            },
            Cancel);

        Assert.Equal((2, 3), (page.Total, Assert.Single(page.Items).Number));
    }

    [Fact]
    public async Task A_hundred_thousand_trials_are_paged_in_any_order()
    {
        var taken = await Begin();
        const int Many = 100_000;
        foreach (var part in Enumerable.Range(1, Many).Chunk(10_000))
        {
            await Store.WriteAsync(Change(taken, [.. part.Select(number => With(number, new { lr = (Many - number) / 1e5 }, metrics: new() { ["loss"] = number * 7919 % Many }))]));
        }

        var byChoice = await Store.TrialsAsync("a", new TrialQuery { Sort = TrialField.Parse("param:lr"), Offset = Many - 3, Limit = 100 }, Cancel);
        var byMetric = await Store.TrialsAsync("a", new TrialQuery { Sort = TrialField.Parse("metric:loss"), Filters = [TrialFilter.Parse("param:lr<0.5")], Limit = 2 }, Cancel);

        Assert.Equal([3, 2, 1], byChoice.Items.Select(trial => trial.Number));
        Assert.Equal((Many, Many / 2), (byChoice.Total, byMetric.Total));
        Assert.Equal(Many, byMetric.Items[0].Number);
    }

    [Theory]
    [InlineData("100% GROCERY_", "b")]
    [InlineData("grocery FRUIT", "b")]
    [InlineData("größe", "b")]
    [InlineData("classifier", "b a")]
    [InlineData("fruit nowhere", "")]
    [InlineData("%", "b")]
    public async Task Experiments_are_found_by_the_words_of_what_describes_them(string text, string expected)
    {
        await CreateTwoAsync();

        Assert.Equal(expected, string.Join(' ', (await Store.ListAsync(new ExperimentQuery { Text = text }, Cancel)).Items.Select(e => e.Id)));
    }

    [Fact]
    public async Task Experiments_are_chosen_by_tag_and_by_job()
    {
        await CreateTwoAsync();
        await Store.CreateAsync("c", Spec with { Job = "sleep", Tags = ["mnist", "a\0b"] }, Noon, Cancel);

        Assert.Equal(["c", "a"], (await Store.ListAsync(new ExperimentQuery { Tag = "mnist" }, Cancel)).Items.Select(e => e.Id));
        Assert.Equal(["b"], (await Store.ListAsync(new ExperimentQuery { Tag = "Über'sicht" }, Cancel)).Items.Select(e => e.Id));
        Assert.Empty((await Store.ListAsync(new ExperimentQuery { Tag = "mni" }, Cancel)).Items);
        Assert.Equal(["c"], (await Store.ListAsync(new ExperimentQuery { Job = "sleep" }, Cancel)).Items.Select(e => e.Id));
        Assert.Empty((await Store.ListAsync(new ExperimentQuery { Job = "sleep' OR '1'='1" }, Cancel)).Items);
    }

    private async Task CreateTwoAsync()
    {
        await Store.CreateAsync("a", Spec, Noon, Cancel);
        await Store.CreateAsync("b", Spec with { Name = "100% grocery_search", Description = "Which GRÖSSE has the fruit? größe", Tags = ["fruits", "Über'sicht"] }, Noon, Cancel);
    }

    // 1 to 3 completed with numbers, 4 waiting and 5 failed with texts for the learning rate, 6 waiting with nothing.
    private async Task BeginWithSixAsync()
    {
        var taken = await Begin();
        TrialRecord[] trials =
        [
            With(1, """{ "optimizer.lr": 1, "nesterov": true }""", TrialState.Completed, 0.5, 10, new() { ["test.loss"] = 2 }),
            With(2, """{ "optimizer.lr": 0.1, "nesterov": false }""", TrialState.Completed, 0.25, 20, new() { ["test.loss"] = 1 }),
            With(3, """{ "optimizer.lr": 0.01, "nesterov": true }""", TrialState.Completed, 0.75, 30, new() { ["test.loss"] = double.PositiveInfinity }),
            With(4, """{ "optimizer.lr": "Auto_10%" }""", metrics: new() { ["test.loss"] = double.NaN }),
            With(5, """{ "optimizer.lr": "auto 100\u0000" }""", TrialState.Failed, metrics: new() { ["test.loss"] = double.NegativeInfinity }),
            With(6, "{}"),
        ];
        await Store.WriteAsync(Change(taken, trials, events: [.. trials.Where(trial => trial.Info.State.IsFinal()).Select((trial, i) => Moved(i + 1, trial.Info))]));
    }

    private static TrialRecord With(int number, object choices, Dictionary<string, double>? metrics = null) =>
        With(number, JsonSerializer.Serialize(choices), metrics: metrics);

    private static TrialRecord With(int number, string choices, TrialState state = TrialState.Waiting, double? objective = null, double seconds = 0, Dictionary<string, double>? metrics = null) =>
        new(Trial(number).Info with
        {
            State = state,
            Choices = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(choices)!,
            Objective = objective,
            Seconds = seconds,
            Started = state == TrialState.Completed ? Noon.AddSeconds(-seconds - (10 * number)) : null,
            Metrics = metrics ?? [],
        });
}
