using System.Text.Json;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Scheduling;

/// <summary>The section <c>scheduler</c> of a spec: what it takes, and what is told where it is wrong.</summary>
public sealed class SchedulerSpecTests
{
    [Theory]
    [InlineData("{ rule: asha, min: 0 }", "spec.scheduler.min: 0 is not at least 1 (line 8)")]
    [InlineData("{ rule: asha, reduction: 1 }", "spec.scheduler.reduction: 1 is not at least 2 (line 8)")]
    [InlineData("{ rule: asha, reducton: 4 }", "spec.scheduler.reducton: unknown key; did you mean 'reduction'? (line 8)")]
    [InlineData("{ rule: median, reduction: 4 }", "spec.scheduler.reduction: unknown key; known: 'rule', 'metric', 'min' and 'trials' (line 8)")]
    [InlineData("{ rule: asha, metric: test.acuracy }", "spec.scheduler.metric: 'test.acuracy' is unknown; did you mean 'test.accuracy'? (line 8)")]
    [InlineData("{ rule: asha, metric: lr }", "spec.scheduler.metric: 'lr' is not better either way by itself; take a metric that is, or an objective's (line 8)")]
    [InlineData("{ rule: asha, metric: [test.loss, test.loss] }", "spec.scheduler.metric: names 'test.loss' more than once (line 8)")]
    [InlineData("{ rule: asha, min: 10 }", "spec.scheduler.min: 10 is not below the 10 that params.epochs gives a trial, so none would ever be stopped; give at most 9 (line 8)")]
    [InlineData("{ rule: asha, min: 4, max: 4 }", "spec.scheduler.max: 4 is not above min (4), so there would be no rung (line 8)")]
    [InlineData("{ rule: asha, max: 11 }", "spec.scheduler.max: 11 is above the 10 that params.epochs gives a trial; leave it out, or give at most 10 (line 8)")]
    [InlineData("{ rule: threshold, metric: [test.loss, test.accuracy], value: 1 }", "spec.scheduler.metric: has to be a single one, since 'value' is a single one (line 8)")]
    [InlineData("threshold", "spec.scheduler: 'threshold' needs 'value'; write { rule: threshold, value: ... } (line 8)")]
    [InlineData("{ rule: population, every: 20 }", "spec.scheduler.every: 20 is not below the 10 that params.epochs gives a trial, so none would ever be stopped; give at most 9 (line 8)")]
    [InlineData("{ rule: population, fraction: 0.6 }", "spec.scheduler.fraction: 0.6 is not at most 0.5 (line 8)")]
    public void A_fault_is_told_with_its_place(string scheduler, string expected) =>
        Assert.Contains(expected, TestSpec.FaultsOf(TestSpec.Yaml + $"\nscheduler: {scheduler}"));

    [Fact]
    public void Hyperband_needs_to_know_how_long_trials_are()
    {
        var varied = TestSpec.Yaml.Replace("optimizer:", "epochs: { grid: [5, 10] }\n  optimizer:", StringComparison.Ordinal);

        Assert.Contains(TestSpec.FaultsOf(varied + "\nscheduler: hyperband"), fault => fault.StartsWith("spec.scheduler.max: is missing; the trials' length is not one number here", StringComparison.Ordinal));
        Assert.Empty(TestSpec.FaultsOf(varied + "\nscheduler: { rule: hyperband, max: 10 }"));
        Assert.Empty(TestSpec.FaultsOf(TestSpec.Yaml + "\nscheduler: hyperband"));
    }

    [Fact]
    public void In_a_population_only_what_can_change_while_a_trial_runs_may_vary()
    {
        var varied = TestSpec.Yaml.Replace("lr: 0.1", "lr: { grid: [0.1, 1] }", StringComparison.Ordinal);

        Assert.Empty(TestSpec.FaultsOf(varied + "\nscheduler: population"));
        Assert.Contains(
            TestSpec.FaultsOf(varied.Replace("units: 10", "units: { grid: [10, 20] }", StringComparison.Ordinal) + "\nscheduler: population"),
            fault => fault.StartsWith("spec.params.model.layers[0].units: cannot vary under the rule 'population'", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_given_is_written_and_read_again()
    {
        foreach (var scheduler in new SchedulerSpec[]
        {
            new() { Rule = "asha", Metric = ["test.loss", "test.accuracy"], Min = 2, Max = 9, Reduction = 4 },
            new() { Rule = "median", Metric = ["test.loss"], Trials = 7 },
            new() { Rule = "patience", Patience = 3, Delta = 0.25 },
            new() { Rule = "threshold", Value = 0.5 },
            new() { Rule = "population", Every = 2, Fraction = 0.5, Factor = 1.5 },
        })
        {
            var spec = TestSpec.Of(new { kind = "sgd", lr = 0.1 }, epochs: 10) with { Scheduler = scheduler };
            var read = SpecJson.Read(SpecJson.Write(spec), TestCatalog.Jobs);

            Assert.Equal(spec, read);
            Assert.Equal(scheduler, read.Scheduler);
            Assert.NotEqual(scheduler with { Metric = ["train.loss"] }, read.Scheduler);
        }
    }

    [Fact]
    public void A_spec_that_comes_back_from_the_store_is_the_one_that_went_there()
    {
        foreach (var scheduler in new SchedulerSpec[] { new(), new() { Rule = "asha" }, new() { Rule = "asha", Metric = ["test.loss", "test.accuracy"], Min = 2 } })
        {
            var spec = TestSpec.Of(new { kind = "sgd", lr = 0.1 }, epochs: 10) with { Scheduler = scheduler };
            var stored = JsonSerializer.Deserialize<ExperimentSpec>(JsonSerializer.Serialize(spec, ExperimentJson.Options), ExperimentJson.Options)!;

            Assert.Equal(scheduler, stored.Scheduler);
            Assert.Equal(SpecJson.Write(spec).GetRawText(), SpecJson.Write(stored).GetRawText());
        }
    }
}
