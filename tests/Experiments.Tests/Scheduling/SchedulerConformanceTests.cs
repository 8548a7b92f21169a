using ActorTraining.Experiments.Scheduling;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Scheduling;

/// <summary>What holds for every rule, whatever the curves, the slots, the order of reports and the faults.</summary>
public sealed class SchedulerConformanceTests
{
    private const int Trials = 27;
    private const int Steps = 27;

    private static readonly Dictionary<string, SchedulerSpec> Specs = new()
    {
        ["median"] = new() { Rule = "median", Min = 3, Trials = 3 },
        ["patience"] = new() { Rule = "patience", Patience = 4, Delta = 0.01 },
        ["threshold"] = new() { Rule = "threshold", Value = 0.4, Min = 6 },
        ["asha"] = new() { Rule = "asha" },
        ["successive-halving"] = new() { Rule = "successive-halving" },
        ["hyperband"] = new() { Rule = "hyperband", Min = 3 },
        ["population"] = new() { Rule = "population", Every = 5 },
    };

    public static TheoryData<string> Rules => [.. Specs.Keys];

    public static TheoryData<string> RulesWithRungs => ["asha", "successive-halving", "hyperband"];

    /// <summary>The rules that decide by the values alone, not by who comes first.</summary>
    public static TheoryData<string> OrderlessRules => ["patience", "threshold", "successive-halving", "hyperband", "population"];

    [Fact]
    public void Every_rule_is_held_to_this() => Assert.Equal(SchedulerRules.All.Select(rule => rule.Name).Where(name => name != "none").Order(), Specs.Keys.Order());

    [Theory, MemberData(nameof(Rules))]
    public void A_coordinator_that_comes_back_decides_as_it_would_have(string rule)
    {
        for (var order = 1; order <= 5; order++)
        {
            var undisturbed = Of(rule).Run(slots: 4, order);
            var killed = Of(rule).Run(slots: 4, order, restart: 0.3);

            Assert.Equal(undisturbed.Ends, killed.Ends);
            Assert.Equal(undisturbed.Store.Decisions.Select(decision => decision.Reason), killed.Store.Decisions.Select(decision => decision.Reason));
            Assert.Equal(undisturbed.Computed, killed.Computed);
        }
    }

    [Theory, MemberData(nameof(OrderlessRules))]
    public void The_outcome_depends_on_the_values_alone(string rule)
    {
        var alone = Of(rule).Run(slots: 1);

        Assert.All([(2, 5), (8, 6), (27, 7), (40, 8)], ((int Slots, int Order) run) => Assert.Equal(States(alone), States(Of(rule).Run(run.Slots, run.Order))));
    }

    [Theory, MemberData(nameof(Rules))]
    public void No_trial_is_lost_or_ends_twice_when_attempts_and_coordinators_die(string rule)
    {
        for (var order = 1; order <= 5; order++)
        {
            var run = Of(rule).Run(slots: 5, order, restart: 0.2, loss: 0.05);

            Assert.Equal(Enumerable.Range(1, Trials), run.Store.Trials.Keys);
            Assert.All(run.Store.Trials.Values, trial => Assert.True(trial.Info.State is TrialState.Completed or TrialState.Pruned, $"{trial.Info.Number} is {trial.Info.State}"));
            var counted = run.Store.Trials.Values.CountBy(trial => trial.Info.State).ToDictionary();
            Assert.Equal(counted.OrderBy(count => count.Key), run.Store.Info.Counts.OrderBy(count => count.Key));
            var ends = run.Store.Events.OfType<TrialChanged>().Where(told => told.Trial.State.IsFinal()).Select(told => told.Trial.Number);
            Assert.Equal(Enumerable.Range(1, Trials), ends.Order());
        }
    }

    [Theory, MemberData(nameof(RulesWithRungs))]
    public void The_best_of_a_rung_is_never_stopped(string rule)
    {
        for (var order = 1; order <= 10; order++)
        {
            var run = Of(rule, noise: order).Run(slots: 3, order, loss: 0.02);

            var pruned = run.Store.Trials.Values.Where(trial => trial.Info.State == TrialState.Pruned).ToList();
            Assert.NotEmpty(pruned);
            Assert.All(pruned, trial => Assert.DoesNotContain(", 1st of", trial.Info.Error));
            Assert.Contains(run.Store.Trials.Values, trial => trial.Info.State == TrialState.Completed);
        }
    }

    [Theory, MemberData(nameof(Rules))]
    public void A_trial_that_is_better_than_all_others_at_every_step_runs_to_its_end(string rule)
    {
        // Above the threshold and rising by more than delta, so that no rule has anything against it.
        var run = new Simulation(Specs[rule], Trials, Steps, (trial, step) => trial == 14 ? 0.5 + (0.012 * step) : Curve(trial, step, 0) * 0.5).Run(slots: 4, order: 3);

        Assert.Equal(TrialState.Completed, run.Store.Trials[14].Info.State);
        Assert.Equal(Steps, run.Store.Trials[14].Info.Step);
    }

    [Theory, MemberData(nameof(RulesWithRungs))]
    public void A_trial_without_a_number_never_passes_a_rung(string rule)
    {
        var run = new Simulation(Specs[rule], Trials, Steps, (trial, step) => trial % 4 == 1 ? double.NaN : Curve(trial, step, 0)).Run(slots: 4, restart: 0.2);

        var broken = run.Store.Trials.Values.Where(trial => trial.Info.Number % 4 == 1 && trial.Info.State == TrialState.Completed).Select(trial => trial.Info.Number);

        // Hyperband's last bracket has no rungs: trials 15, 16 and 17 run to their end.
        Assert.Equal(rule == "hyperband" ? [17] : [], broken);
        Assert.All(run.Store.Trials.Values.Where(trial => trial.Info.Number % 4 == 1 && trial.Info.State == TrialState.Pruned), trial => Assert.EndsWith("no number", trial.Info.Error));
    }

    [Theory, MemberData(nameof(RulesWithRungs))]
    public void An_experiment_of_broken_trials_comes_to_its_end(string rule)
    {
        var run = new Simulation(Specs[rule], Trials, Steps, (_, _) => double.NaN).Run(slots: 4);

        Assert.Equal(ExperimentState.Completed, run.Store.Info.State);
        Assert.Equal(rule == "hyperband" ? 3 : 0, run.Store.Info.Counts.GetValueOrDefault(TrialState.Completed));
    }

    [Theory, MemberData(nameof(Rules))]
    public void A_single_trial_runs_to_its_end(string rule) =>
        Assert.Equal(["1 Completed 27 "], new Simulation(Specs[rule], 1, Steps, (_, step) => 0.5 + (0.012 * step)).Run(slots: 2).Ends);

    [Fact]
    public void Asha_reaches_the_best_of_the_full_search_with_a_third_of_its_steps()
    {
        const int Many = 81;
        for (var order = 1; order <= 5; order++)
        {
            // The ends are spread, and so are the speeds: early values tell much, but not all. Other curves for each order.
            double Rising(int trial, long step) => Final(trial + (Many * order)) * (1 - Math.Exp(-step / (1.5 + (1.5 * Unit(trial + (Many * order), 7)))));
            var full = new Simulation(new SchedulerSpec(), Many, Many, Rising).Run(slots: 8, order);
            var asha = new Simulation(new SchedulerSpec { Rule = "asha", Min = 3 }, Many, Many, Rising).Run(slots: 8, order);

            Assert.Equal(Many * Many, full.Computed);
            Assert.Equal(full.Best, asha.Best, 12);
            Assert.InRange(asha.Computed, 1, full.Computed / 3);
        }
    }

    private static IEnumerable<string> States(Simulation run) => run.Store.Trials.Values.Select(trial => $"{trial.Info.Number} {trial.Info.State} {trial.Info.Step} {trial.Info.Objective}");

    private static Simulation Of(string rule, int noise = 0) => new(Specs[rule], Trials, Steps, (trial, step) => Curve(trial, step, noise));

    // Rises to a number of the trial's own, some of them past their best half way.
    private static double Curve(int trial, long step, int noise)
    {
        var value = Final(trial) * (1 - Math.Exp(-step / (2 + (6 * Unit(trial, 3)))));
        return (trial % 5 == 0 && step > 12 ? value - (0.01 * (step - 12)) : value) + (noise == 0 ? 0 : 0.2 * (Unit(trial + (100 * noise), (int)step) - 0.5));
    }

    private static double Final(int trial) => 0.3 + (0.7 * Unit(trial, 1));

    // A fixed number in [0, 1) that looks random.
    private static double Unit(int trial, int salt) => new Random((trial * 7919) + (salt * 104729)).NextDouble();
}
