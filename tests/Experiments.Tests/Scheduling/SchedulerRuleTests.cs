using System.Text.Json;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Scheduling;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Scheduling;

/// <summary>Each rule against cases that were worked out by hand. Trials have 27 steps; accuracy is to be high, loss is to be low.</summary>
public sealed class SchedulerRuleTests
{
    private const long Steps = 27;

    private static readonly int[] Parents = [7, 8];
    private static readonly int[] Dealt = [1, 9, 10, 14, 15, 17, 18, 27];
    private static readonly double[] Rates = [0.001, 10];

    [Fact]
    public void Median_ends_a_trial_whose_best_is_below_the_median_of_the_running_averages()
    {
        var rule = Create(new() { Rule = "median", Min = 2, Trials = 3 });
        foreach (var (trial, values) in new (int, double[])[] { (1, [0.2, 0.4]), (2, [0.5, 0.7]), (3, [0.8, 0.8]) })
        {
            Feed(rule, trial, values);
            rule.End(trial, TrialState.Completed);
        }

        // At step 2 the averages are 0.3, 0.6 and 0.8.
        Assert.Null(Feed(rule, 4, [0.1]));
        Assert.Null(Feed(rule, 5, [0.6, 0.2]));
        Assert.Equal("median: step 2, test.accuracy 0.59 is worse than the median 0.6 of 3 trials", Feed(rule, 6, [0.59, 0.5]));
        Assert.Equal("median: step 2, test.accuracy no number is worse than the median 0.6 of 3 trials", Feed(rule, 7, [double.NaN, double.NaN]));
    }

    [Fact]
    public void Median_waits_for_enough_completed_trials_and_takes_the_middle_of_two()
    {
        var rule = Create(new() { Rule = "median", Trials = 2, Metric = ["test.loss"] });
        Feed(rule, 1, [1], "test.loss");
        rule.End(1, TrialState.Completed);
        Feed(rule, 2, [9], "test.loss");
        rule.End(2, TrialState.Failed);
        Assert.Null(Feed(rule, 3, [8], "test.loss"));

        Feed(rule, 4, [2], "test.loss");
        rule.End(4, TrialState.Completed);

        Assert.Null(Feed(rule, 5, [1.5], "test.loss"));
        Assert.Equal("median: step 1, test.loss 1.6 is worse than the median 1.5 of 2 trials", Feed(rule, 6, [1.6], "test.loss"));
    }

    [Fact]
    public void Patience_ends_a_trial_that_does_not_improve_by_delta_for_so_many_steps()
    {
        var rule = Create(new() { Rule = "patience", Patience = 3, Delta = 0.05 });

        // 0.52 and 0.54 are better than 0.5, though not by delta; 0.56 is, and the wait starts again at step 4.
        Assert.Null(Feed(rule, 1, [0.5, 0.52, 0.54, 0.56, 0.5, 0.5]));
        Assert.Equal("patience: step 7, no better test.accuracy than 0.56 for 3 steps", rule.Observe(1, At(7, 0.6)));
        Assert.Null(Feed(rule, 2, [double.NaN, double.NaN, 0.1, double.NaN, double.NaN]));
        Assert.NotNull(rule.Observe(2, At(6, double.NaN)));
    }

    [Fact]
    public void Patience_lets_a_trial_that_is_broken_from_the_beginning_wait_and_end()
    {
        var rule = Create(new() { Rule = "patience", Patience = 2, Min = 4 });

        Assert.Null(Feed(rule, 1, [double.NaN, double.NaN, double.NaN]));
        Assert.Equal("patience: step 4, no better test.accuracy than no number for 3 steps", rule.Observe(1, At(4, double.NaN)));
    }

    [Fact]
    public void Threshold_ends_a_trial_that_is_worse_from_its_step_on_but_not_at_the_last()
    {
        var rule = Create(new() { Rule = "threshold", Value = 0.5, Min = 3 });

        Assert.Null(Feed(rule, 1, [0.1, 0.1, 0.5]));
        Assert.Equal("threshold: step 4, test.accuracy 0.49 is worse than 0.5", rule.Observe(1, At(4, 0.49)));
        Assert.NotNull(rule.Observe(2, At(3, double.NaN)));
        Assert.Null(rule.Observe(3, At(Steps, 0.1)));
    }

    [Fact]
    public void Asha_lets_a_trial_go_on_as_soon_as_it_is_among_the_best_third_that_have_come()
    {
        var rule = Create(new() { Rule = "asha" });
        var outlook = Outlook(proposed: 6, planned: 100, waiting: [1, 2, 3, 4, 5, 6]);
        Feed(rule, 1, [0.5]);
        Feed(rule, 2, [0.6]);
        Assert.Equal(["asha: rung 1, 1st of 2 so far, waits", "asha: rung 1, 2nd of 2 so far, waits"], Reasons(rule, outlook));
        Assert.Equal([true, true], [rule.IsHeld(1), rule.IsHeld(2)]);

        Feed(rule, 3, [0.4]);
        Assert.Equal(["2 Promoted 1 asha: rung 1, 1st of 3, goes on", "3 Paused 1 asha: rung 1, 3rd of 3 so far, waits"], Lines(rule, outlook));
        Assert.Equal((false, 3L, 1L), (rule.IsHeld(2), rule.Until(2), rule.Until(7)));

        // With six of them two go on: trial 4, and trial 2 has gone already.
        Feed(rule, 4, [0.55]);
        Feed(rule, 5, [0.1]);
        Feed(rule, 6, [0.2]);
        Assert.Equal("4 Promoted 1 asha: rung 1, 2nd of 6, goes on", Lines(rule, outlook)[0]);
        Assert.Empty(rule.Settle(outlook));
    }

    [Fact]
    public void Asha_ends_a_trial_as_soon_as_it_cannot_go_on_whatever_comes()
    {
        var rule = Create(new() { Rule = "asha" });
        foreach (var trial in Enumerable.Range(1, 6))
        {
            Feed(rule, trial, [trial / 10.0]);
        }

        // Of nine in all three can go on. Trials 6 and 5 do; trial 4 may yet, the others not.
        var outlook = Outlook(proposed: 9, planned: 9, waiting: [1, 2, 3, 4, 5, 6], running: [7, 8, 9]);
        Assert.Equal(
            ["6 Promoted 1", "5 Promoted 1", "4 Paused 1", "3 Pruned 1", "2 Pruned 1", "1 Pruned 1"],
            rule.Settle(outlook).Select(decision => $"{decision.Trial} {decision.Action} {decision.Step}"));
    }

    [Fact]
    public void Asha_sends_the_best_on_when_nobody_else_can_come()
    {
        var rule = Create(new() { Rule = "asha" });
        Feed(rule, 1, [0.5]);
        Feed(rule, 2, [0.6]);

        Assert.Equal(["2 Promoted 1 asha: rung 1, 1st of 2, goes on", "1 Pruned 1 asha: rung 1, 2nd of 2"], Lines(rule, Outlook(2, 2, waiting: [1, 2])));
    }

    [Fact]
    public void Successive_halving_waits_for_all_and_lets_the_best_third_go_on_rung_by_rung()
    {
        var rule = Create(new() { Rule = "successive-halving", Max = 9 });
        foreach (var trial in Enumerable.Range(1, 8))
        {
            Feed(rule, trial, [trial / 10.0]);
        }

        var early = rule.Settle(Outlook(9, 9, waiting: [.. Enumerable.Range(1, 8)], running: [9]));
        Assert.DoesNotContain(early, decision => decision.Action == SchedulerAction.Promoted);

        Feed(rule, 9, [0.05]);
        var late = rule.Settle(Outlook(9, 9, waiting: [.. Enumerable.Range(1, 9)]));
        Assert.Equal([8, 7, 6], late.Where(decision => decision.Action == SchedulerAction.Promoted).Select(decision => decision.Trial));
        Assert.Equal([1, 2, 3, 4, 5, 9], early.Concat(late).Where(decision => decision.Action == SchedulerAction.Pruned).Select(decision => decision.Trial).Order());

        foreach (var (trial, value) in new[] { (6, 0.9), (7, 0.3), (8, 0.4) })
        {
            rule.Observe(trial, At(3, value));
        }

        // From the second rung one of three goes on, and above it there is none below 9.
        Assert.Equal(["6 Promoted 3 successive-halving: rung 2, 1st of 3, goes on", "8 Pruned 3 successive-halving: rung 2, 2nd of 3", "7 Pruned 3 successive-halving: rung 2, 3rd of 3"],
            Lines(rule, Outlook(9, 9, waiting: [6, 7, 8])));
        Assert.Null(rule.Until(6));
    }

    [Fact]
    public void A_trial_that_failed_is_not_waited_for()
    {
        var rule = Create(new() { Rule = "successive-halving" });
        Feed(rule, 1, [0.5]);
        Feed(rule, 2, [0.6]);
        rule.End(3, TrialState.Failed);

        Assert.Equal([2], rule.Settle(Outlook(3, 3, waiting: [1, 2])).Where(decision => decision.Action == SchedulerAction.Promoted).Select(decision => decision.Trial));
    }

    [Fact]
    public void A_job_that_reports_seldom_is_measured_at_the_first_step_behind_a_rung()
    {
        var rule = Create(new() { Rule = "asha", Min = 2 });
        rule.Observe(1, At(5, 0.5));

        Assert.Equal([(1, SchedulerAction.Promoted, 5L)], rule.Settle(Outlook(1, 1, waiting: [1])).Select(decision => (decision.Trial, decision.Action, decision.Step)));
        Assert.Equal(6, rule.Until(1));
    }

    [Fact]
    public void The_best_value_so_far_counts_where_the_objective_says_so()
    {
        var rule = Create(new() { Rule = "asha", Min = 2 }, ObjectiveValue.Best);
        Feed(rule, 1, [0.9, 0.1]);
        Feed(rule, 2, [0.5, 0.6]);

        Assert.Equal(1, rule.Settle(Outlook(2, 2, waiting: [1, 2]))[0].Trial);
    }

    [Fact]
    public void Hyperband_deals_trials_to_its_brackets_by_their_numbers()
    {
        // The published table for R = 81 and eta = 3 has the widths 81, 27, 9, 6, 5 (rounded down); rounded up they are 81, 34, 15, 8, 5.
        Assert.Equal([81, 34, 15, 8, 5], ((HyperbandRule)Create(new() { Rule = "hyperband", Max = 81 })).Widths);

        var rule = (HyperbandRule)Create(new() { Rule = "hyperband", Max = 9 });
        Assert.Equal([9, 5, 3], rule.Widths);
        Assert.Equal([1, 1, 3, 3, null, null, 1, 3], Dealt.Select(rule.Until));
    }

    [Fact]
    public void Hyperband_halves_each_bracket_by_itself()
    {
        var rule = Create(new() { Rule = "hyperband", Max = 9 });
        foreach (var trial in Enumerable.Range(1, 9))
        {
            Feed(rule, trial, [trial / 10.0]);
        }

        rule.Observe(10, At(3, 0.99));
        var told = rule.Settle(Outlook(10, 14, waiting: [.. Enumerable.Range(1, 10)]));

        Assert.Equal([9, 8, 7], told.Where(decision => decision.Action == SchedulerAction.Promoted).Select(decision => decision.Trial));
        Assert.Equal("hyperband: bracket 2, rung 1, 1st of 1 so far, waits", told.Single(decision => decision.Trial == 10).Reason);
    }

    [Fact]
    public void Of_a_population_the_worst_quarter_goes_on_from_the_best_with_changed_parameters()
    {
        var rule = Create(new() { Rule = "population", Every = 2, Factor = 2 });
        foreach (var trial in Enumerable.Range(1, 8))
        {
            Feed(rule, trial, [0.5, trial / 10.0]);
        }

        Assert.Empty(rule.Settle(Outlook(8, 8, waiting: [1, 2, 3, 4, 5, 6, 7], running: [8])));
        var told = rule.Settle(Outlook(8, 8, waiting: [1, 2, 3, 4, 5, 6, 7, 8]));

        var copies = told.Where(decision => decision.Action == SchedulerAction.Exploited).ToList();
        Assert.Equal([2, 1], copies.Select(decision => decision.Trial));
        Assert.All(copies, copy =>
        {
            Assert.Contains(copy.Source!.Value, Parents);
            var change = Assert.Single(copy.Changes);
            Assert.Equal(("optimizer.lr", 3), (change.Path, change.Step));
            Assert.InRange(change.Value.GetDouble() / (copy.Source.Value / 100.0), 0.5, 2);
            Assert.Equal($"population: generation 1, {(copy.Trial == 2 ? "7th" : "8th")} of 8, goes on from trial {copy.Source} with optimizer.lr {change.Value}", copy.Reason);
        });
        Assert.NotEqual(copies[0].Changes[0].Value.GetDouble(), copies[1].Changes[0].Value.GetDouble());
        Assert.Equal(8, told.Count);
        Assert.Equal(4, rule.Until(1));
    }

    [Fact]
    public void A_changed_parameter_stays_within_the_space()
    {
        var rule = Create(new() { Rule = "population", Factor = 1e30 });
        foreach (var trial in Enumerable.Range(1, 8))
        {
            Feed(rule, trial, [trial / 10.0]);
        }

        var copies = rule.Settle(Outlook(8, 8, waiting: [1, 2, 3, 4, 5, 6, 7, 8])).Where(decision => decision.Source is not null);
        Assert.All(copies, copy => Assert.InRange(copy.Changes[0].Value.GetDouble(), Rates[0], Rates[1]));
    }

    [Fact]
    public void With_several_goals_those_that_no_other_one_beats_go_on_first()
    {
        var rule = Create(new() { Rule = "successive-halving", Metric = ["test.accuracy", "test.loss"] });
        Assert.Equal([ObjectiveDirection.Maximize, ObjectiveDirection.Minimize], rule.Goals.Select(goal => goal.Direction));
        foreach (var (trial, accuracy, loss) in new[] { (1, 0.9, 0.5), (2, 0.8, 0.4), (3, 0.7, 0.6), (4, 0.95, 0.9), (5, 0.85, 0.41), (6, 0.1, 0.95) })
        {
            rule.Observe(trial, new Measurement(1, Steps, [-accuracy, loss]));
        }

        // 1, 2, 4 and 5 are beaten by none; 2 and 4 are the ends of that front and stand apart. Two of six go on.
        var told = rule.Settle(Outlook(6, 6, waiting: [1, 2, 3, 4, 5, 6]));
        Assert.Equal([2, 4], told.Where(decision => decision.Action == SchedulerAction.Promoted).Select(decision => decision.Trial));
        Assert.Equal([1, 5, 3, 6], told.Where(decision => decision.Action == SchedulerAction.Pruned).Select(decision => decision.Trial));
    }

    [Fact]
    public void With_several_goals_a_curve_is_ended_only_where_each_speaks_against_it()
    {
        var rule = Create(new() { Rule = "patience", Patience = 2, Metric = ["test.accuracy", "test.loss"] });
        rule.Observe(1, new Measurement(1, Steps, [-0.5, 1]));
        rule.Observe(1, new Measurement(2, Steps, [-0.5, 0.9]));

        Assert.Null(rule.Observe(1, new Measurement(3, Steps, [-0.5, 1])));
        Assert.Equal("patience: step 4, no better test.accuracy than 0.5 or test.loss than 0.9 for 2 steps", rule.Observe(1, new Measurement(4, Steps, [-0.5, 1])));
    }

    private static ITrialScheduler Create(SchedulerSpec scheduler, ObjectiveValue value = ObjectiveValue.Last)
    {
        var spec = TestSpec.Of(new { kind = "sgd", lr = new { loguniform = Rates } }, epochs: Steps);
        return SchedulerRules.Create(spec with { Scheduler = scheduler, Objective = spec.Objective with { Value = value } }, TestCatalog.Jobs)!;
    }

    private static Measurement At(long step, double value, string metric = "test.accuracy") =>
        new(step, Steps, [new Goal(metric, metric == "test.loss" ? ObjectiveDirection.Minimize : ObjectiveDirection.Maximize).Loss(value)]);

    // The values of steps 1, 2 and so on; the answer to the last.
    private static string? Feed(ITrialScheduler rule, int trial, double[] values, string metric = "test.accuracy") =>
        values.Select((value, i) => rule.Observe(trial, At(i + 1, value, metric))).ToList()[^1];

    private static Outlook Outlook(int proposed, int planned, int[] waiting, int[]? running = null) => new(
        waiting.Select(number => (number, TrialState.Waiting)).Concat((running ?? []).Select(number => (number, TrialState.Running))).ToDictionary(
            trial => trial.number,
            trial => new TrialRecord(new TrialInfo
            {
                Number = trial.number,
                State = trial.Item2,
                Parameters = JsonSerializer.SerializeToElement(new { }),
                Choices = new Dictionary<string, JsonElement> { ["optimizer.lr"] = JsonSerializer.SerializeToElement(trial.number / 100.0) },
            })
            {
                Checkpoints = [new CheckpointReference(2, $"checkpoints/e/{trial.number}/1-2", "")],
            }),
        proposed,
        planned);

    private static List<string> Lines(ITrialScheduler rule, Outlook outlook) =>
        [.. rule.Settle(outlook).Select(decision => $"{decision.Trial} {decision.Action} {decision.Step} {decision.Reason}")];

    private static List<string> Reasons(ITrialScheduler rule, Outlook outlook) => [.. rule.Settle(outlook).Select(decision => decision.Reason).Order()];
}
