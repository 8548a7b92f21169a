using System.Text.Json;
using ActorTraining.Experiments.Reports;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;
using static ActorTraining.Experiments.Tests.Reports.SweepCase;

namespace ActorTraining.Experiments.Tests.Reports;

public class ComparisonTests
{
    private static readonly Comparison Reference = ComparisonWriter.Write(ReferenceSweep.Experiment, ReferenceSweep.Trials, ReferenceSweep.Series, ReferenceSweep.Context);

    private static IReadOnlyList<string> Said(string title) => Reference.Sections.Single(s => s.Title == title).Sentences;

    private static (string, double[]) Train(params double[] values) => ("train.loss", values);

    private static (string, double[]) Test(params double[] values) => ("test.loss", values);

    private static (string, double[]) Accuracy(params double[] values) => ("test.accuracy", values);

    [Fact]
    public void The_reference_sweep_is_summed_up_in_one_verdict() =>
        Assert.Equal("All 3 trials completed. Best test accuracy: lr 1 (trial 3), 95.49% at epoch 16.", Reference.Verdict);

    [Fact]
    public void It_names_the_best_learning_rate_and_its_lead() => Assert.Equal(
        [
            "lr 1 (trial 3) is best with a test accuracy of 95.49% at epoch 16: 1.83 percentage points above lr 0.1 (93.66%) and 8.48 above lr 0.01 (87.01%).",
            "Its best value, 95.50%, came at epoch 15.",
        ],
        Said("Best trial"));

    [Fact]
    public void It_describes_the_trend_and_advises_what_to_try_next() => Assert.Equal(
        [
            "Test accuracy rises with lr over the whole range from 0.01 to 1.",
            "The best value, 1, is the largest that was tried, so the optimum may lie beyond it. Next, try 3 and 10.",
            "This holds for trials of this length: lr 0.01 and lr 0.1 had not finished learning, and with more epochs the distance may shrink.",
        ],
        Said("Effect of lr"));

    [Fact]
    public void Choices_at_the_places_of_a_list_are_compared_together_where_trials_agree_in_them()
    {
        var sweep = new SweepCase();
        foreach (var (place, p, outputs, accuracy) in ((int, double, int, double)[])[(3, 0.2, 8, 0.6), (5, 0.2, 16, 0.7), (3, 0, 24, 0.5), (5, 0, 32, 0.5)])
            sweep.Add(new Dictionary<string, double> { [$"layers[{place}].p"] = p, ["layers[0].outputs"] = outputs, [$"layers[{place - 1}].outputs"] = outputs }, Accuracy(0.1, accuracy));
        Assert.Equal("Mean test accuracy by p: 65.00% with 0.2 (2 trials) and 50.00% with 0 (2 trials).", sweep.Section("Effect of the parameters"));
    }

    [Theory]
    [InlineData("data.fraction", "The best value, 1, is the largest that is possible.")]
    [InlineData("model.layers[0].share", "The best value, 1, is the largest that is possible.")]
    [InlineData("model.layers[1].share", "The best value, 1, is the largest that was tried, so the optimum may lie beyond it. Next, try 2 and 3.")]
    public void It_proposes_nothing_that_the_job_would_refuse(string path, string advice)
    {
        var bounded = new NumberSchema { ExclusiveMinimum = 0, Maximum = 1 };
        var layer = new UnionSchema
        {
            Kinds =
            [
                new("narrow", new ObjectSchema { Properties = [new("share", bounded)] }),
                new("wide", new ObjectSchema { Properties = [new("share", new NumberSchema { ExclusiveMinimum = 0 })] }),
            ],
        };
        var sweep = new SweepCase
        {
            Parameters = new { model = new { layers = (object[])[new { kind = "narrow" }, new { kind = "wide" }] } },
            Context = new ReportContext
            {
                Written = ReferenceSweep.Start,
                Parameters = new ObjectSchema
                {
                    Properties =
                    [
                        new("data", new ObjectSchema { Default = ParameterValue.Of(new { }), Properties = [new("fraction", bounded)] }),
                        new("model", new ObjectSchema { Properties = [new("layers", new ListSchema { Item = layer })] }),
                    ],
                },
            },
        };
        foreach (var (share, accuracy) in ((double, double)[])[(0.1, 0.6), (0.3, 0.8), (1, 0.9)])
            sweep.Add(new Dictionary<string, double> { [path] = share }, Accuracy(0.5, accuracy));
        Assert.Contains(advice, sweep.Section("Effect of " + path.Split('.')[^1]));
    }

    [Fact]
    public void It_tells_converged_from_slow_trials() => Assert.Equal(
        [
            "lr 0.01 is slow and was still improving when it ended: over epochs 12 to 16 its test loss got better by 0.0132 per epoch, to 0.4523.",
            "lr 0.1 was still improving when it ended: over epochs 12 to 16 its test loss got better by 0.0044 per epoch, to 0.2121.",
            "lr 1 converged: over epochs 12 to 16 its test loss no longer got better (0.1854 to 0.1884).",
        ],
        Said("Convergence"));

    [Fact]
    public void It_says_when_each_came_close_to_the_best() => Assert.Equal(
        [
            "90% of the best test accuracy (85.95%) was reached by lr 1 at epoch 1, lr 0.1 at epoch 2 and lr 0.01 at epoch 14.",
            "99% of the best test accuracy (94.55%) was reached by lr 1 at epoch 4; lr 0.01 and lr 0.1 never did.",
        ],
        Said("Speed"));

    [Fact]
    public void It_measures_the_gap_between_train_and_test_and_finds_over_fitting() => Assert.Equal(
        [
            "The gap in accuracy (train accuracy minus test accuracy) at the end is 3.39 percentage points for lr 1 (0.44 at epoch 1), 1.55 for lr 0.1 (−0.73) and −0.06 for lr 0.01 (−0.98).",
            "The gap in loss (test loss minus train loss) at the end is 0.1557 for lr 1 (0.0360 at epoch 1), 0.0491 for lr 0.1 (−0.0218) and −0.0032 for lr 0.01 (−0.0576).",
            "lr 1 over-fits from epoch 6 on: its test loss rose from 0.1793 to 0.1884 (+5%) while its train loss fell from 0.0838 to 0.0327.",
        ],
        Said("Train against held-out data"));

    [Fact]
    public void Without_over_fitting_it_says_so_and_by_which_rule() => Assert.Contains(
        "No trial shows over-fitting: nowhere did the test loss end 2% or more above its lowest value while the train loss went on falling.",
        new SweepCase().Add(new { lr = 0.1 }, Train(Approach(2, 0.1, 0.5)), Test(Approach(2, 0.2, 0.5)), Accuracy(Approach(0.2, 0.9, 0.5))).Section("Train against held-out data"),
        StringComparison.Ordinal);

    [Fact]
    public void A_trial_that_failed_with_NaN_diverged_and_bounds_the_learning_rate()
    {
        var sweep = new SweepCase()
            .Add(new { lr = 0.1 }, Train(Approach(2, 0.4, 0.5)), Accuracy(Approach(0.2, 0.90, 0.5)))
            .Add(new { lr = 1 }, Train(Approach(2, 0.1, 0.5)), Accuracy(Approach(0.2, 0.95, 0.5)))
            .Add(TrialState.Failed, "loss became NaN at epoch 3, step 120\n   at somewhere", new { lr = 10 }, Train(2.4, 5.1), Accuracy(0.1, 0.1));

        Assert.Equal("2 of 3 trials completed, 1 failed. Best test accuracy: lr 1 (trial 2), 95.00% at epoch 16.", sweep.Comparison.Verdict);
        Assert.Contains("lr 10 diverged and failed after epoch 2: loss became NaN at epoch 3, step 120.", sweep.Section("Convergence"), StringComparison.Ordinal);
        Assert.Contains("lr 10 diverged, so the optimum lies inside the tested range, around 1. Next, try 0.3 and 3.", sweep.Section("Effect of lr"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_that_failed_otherwise_is_not_called_diverged()
    {
        var text = new SweepCase().Add(new { lr = 0.1 }, Train(Approach(2, 0.4, 0.5)), Accuracy(Approach(0.2, 0.90, 0.5)))
            .Add(TrialState.Failed, "the disk is full", new { lr = 1 }).Section("Convergence");
        Assert.EndsWith("1 trial failed with an error that is no divergence: lr 1.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_is_judged_by_the_loss_that_it_has()
    {
        var text = new SweepCase()
            .Add(new { lr = 0.1 }, Train(Approach(2, 0.4, 0.5)), Test(Approach(2, 0.4, 0.5)))
            .Add(new { lr = 1 }, Test(2, 3, 4, 5))
            .Section("Convergence");
        Assert.EndsWith("lr 1 diverged: its test loss ended at 5.0000, worse than its first value of 2.0000.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_ends_above_its_start_or_swings_or_stays_is_called_by_its_name()
    {
        var text = new SweepCase()
            .Add(new { lr = 0.001 }, Train(Approach(2.30, 2.29, 0.9)), Accuracy(Constant(0.1)))
            .Add(new { lr = 3 }, Train([.. Enumerable.Range(0, 16).Select(i => i == 0 ? 2.3 : i % 2 == 0 ? 0.5 : 1.5)]), Accuracy(Constant(0.5)))
            .Add(new { lr = 30 }, Train(2.5, 3, 7, 9, 11, 12), Accuracy(Constant(0.1)))
            .Add(new { lr = 100 }, Train(2.5, 3, double.NaN), Accuracy(0.1, 0.1, double.NaN))
            .Add(new { lr = 0.1 }, Train(2.5, 1), Accuracy(0.3, 0.6))
            .Section("Convergence");
        Assert.Contains("lr 0.001 hardly moved: its train loss went from 2.3000 to 2.2921.", text, StringComparison.Ordinal);
        Assert.Contains("lr 3 is unstable: in its second half its train loss went back and forth by 333% of its whole fall.", text, StringComparison.Ordinal);
        Assert.Contains("lr 30 diverged: its train loss ended at 12.00, worse than its first value of 2.5000.", text, StringComparison.Ordinal);
        Assert.Contains("lr 100 diverged: its train loss was no longer a finite number at epoch 3.", text, StringComparison.Ordinal);
        Assert.Contains("lr 0.1 has only 2 values of train loss, too few to judge.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_objective_to_be_minimised_is_best_where_it_is_lowest()
    {
        var sweep = new SweepCase("validation.loss", ObjectiveDirection.Minimize)
            .Add(new { lr = 0.1 }, ("validation.loss", Approach(2, 0.5, 0.5)))
            .Add(new { lr = 1 }, ("validation.loss", Approach(2, 0.25, 0.5)))
            .Add(new { lr = 10 }, ("validation.loss", Approach(2, 0.75, 0.5)));
        Assert.StartsWith("lr 1 (trial 2) is best with a validation loss of 0.2501 at epoch 16: 0.2500 below lr 0.1 (0.5000)", sweep.Section("Best trial"), StringComparison.Ordinal);
        Assert.Contains("Validation loss is best at lr 1 (0.2501) and gets worse on either side of it.", sweep.Section("Effect of lr"), StringComparison.Ordinal);
        Assert.Contains("90% of the way to the best validation loss (0.4250) was reached by lr 1 at epoch 5; lr 0.1 and lr 10 never did.", sweep.Section("Speed"), StringComparison.Ordinal);
        Assert.DoesNotContain(sweep.Comparison.Sections, s => s.Title == "Train against held-out data");
    }

    [Fact]
    public void A_smaller_value_that_is_better_is_advised_downwards()
    {
        var sweep = new SweepCase();
        foreach (var lr in new[] { 0.01, 0.1, 1 }) sweep.Add(new { lr }, Accuracy(Approach(0.1, 0.9 - lr / 4, 0.5)));
        Assert.Contains("Test accuracy rises as lr gets smaller, over the whole range from 1 down to 0.01.", sweep.Section("Effect of lr"), StringComparison.Ordinal);
        Assert.Contains("is the smallest that was tried, so the optimum may lie below it. Next, try 0.001 and 0.003.", sweep.Section("Effect of lr"), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_results_are_level()
    {
        var sweep = new SweepCase().Add(new { lr = 1 }, Accuracy(0.5, 0.9)).Add(new { lr = 2 }, Accuracy(0.4, 0.9));
        Assert.StartsWith("lr 1 (trial 1) reached a test accuracy of 90.00% at epoch 2, level with lr 2.", sweep.Section("Best trial"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_trial_is_described_without_comparing_it()
    {
        var sweep = new SweepCase().Add(new { }, Train(Approach(2, 0.1, 0.5)), Accuracy(Approach(0.2, 0.9, 0.5)));
        Assert.Equal("The only trial completed. Best test accuracy: 90.00% at epoch 16.", sweep.Comparison.Verdict);
        Assert.Equal("Trial 1 is the only one with a result: test accuracy 90.00% at epoch 16.", sweep.Section("Best trial"));
        Assert.DoesNotContain(sweep.Comparison.Sections, s => s.Title.StartsWith("Effect", StringComparison.Ordinal) || s.Title == "How far to trust this");
    }

    [Fact]
    public void Choices_that_are_no_numbers_are_compared_by_their_results()
    {
        var sweep = new SweepCase()
            .Add(new { optimizer__kind = "sgd" }, Accuracy(0.5, 0.8))
            .Add(new { optimizer__kind = "adam" }, Accuracy(0.5, 0.9));
        Assert.Equal("Test accuracy by kind: 90.00% with adam and 80.00% with sgd.", sweep.Section("Effect of kind"));
    }

    [Fact]
    public void In_a_random_search_numbers_are_ranked_and_categories_averaged()
    {
        var random = new Random(1);
        var sweep = new SweepCase();
        for (var i = 0; i < 20; i++)
        {
            var lr = Math.Pow(10, -4 + 4 * random.NextDouble());
            sweep.Add(new { lr, width = random.Next(10, 500), kind = i % 2 == 0 ? "relu" : "tanh" }, Accuracy(0.1, 0.5 + 0.1 * Math.Log10(lr) + (i % 2 == 0 ? 0.001 : 0)));
        }

        var text = sweep.Section("Effect of the parameters");
        Assert.Contains("Test accuracy gets clearly better with larger values of lr (rank correlation +1 over 20 trials).", text, StringComparison.Ordinal);
        Assert.Matches("Mean test accuracy by kind: .*% with (relu|tanh) \\(10 trials\\) and .*% with (relu|tanh) \\(10 trials\\)\\.", text);
        Assert.Matches("width", text);
    }

    [Fact]
    public void Repeats_with_other_seeds_give_a_spread_and_no_trend()
    {
        var sweep = new SweepCase();
        foreach (var (seed, result) in new[] { (1, 0.90), (2, 0.92), (3, 0.94) }) sweep.Add(new { seed }, Accuracy(0.5, result));
        Assert.DoesNotContain(sweep.Comparison.Sections, s => s.Title.StartsWith("Effect", StringComparison.Ordinal));
        Assert.StartsWith("3 runs of the same setting gave a test accuracy of 92.00% on average, with a standard deviation of 2.00 percentage points.", sweep.Section("How far to trust this"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_running_experiment_is_discussed_as_far_as_it_got()
    {
        var sweep = new SweepCase { State = ExperimentState.Running, Planned = 4 }
            .Add(new { lr = 0.1 }, Accuracy(Approach(0.1, 0.9, 0.5)))
            .Add(TrialState.Running, null, new { lr = 1 }, Accuracy(0.3, 0.4, 0.5, 0.6))
            .Add(TrialState.Waiting, null, new { lr = 10 });
        Assert.Equal("Still running: 1 of 4 trials completed, 1 running, 2 waiting. Best test accuracy so far: lr 0.1 (trial 1), 90.00% at epoch 16.", sweep.Comparison.Verdict);
        Assert.StartsWith("The experiment has not ended", sweep.Section("How far to trust this"), StringComparison.Ordinal);
        Assert.Contains("lr 1 not yet.", sweep.Section("Speed"), StringComparison.Ordinal);
        Assert.Contains("lr 1 is still improving: over epochs 2 to 4 its test accuracy got better by 10.00 percentage points per epoch, to 60.00%.", sweep.Section("Convergence"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExperimentState.Stopped, "Stopped before its end (by a user): 1 of 2 trials completed, 1 cancelled.")]
    [InlineData(ExperimentState.Failed, "Failed (by a user): 1 of 2 trials completed, 1 cancelled.")]
    [InlineData(ExperimentState.Paused, "Paused (by a user): 1 of 2 trials completed, 1 cancelled.")]
    public void The_verdict_begins_with_the_state_and_its_reason(ExperimentState state, string start)
    {
        var sweep = new SweepCase { State = state, Reason = "by a user." }.Add(new { lr = 1 }, Accuracy(0.5)).Add(TrialState.Cancelled, null, new { lr = 2 });
        Assert.StartsWith(start, sweep.Comparison.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void When_every_trial_failed_nothing_is_called_best()
    {
        var sweep = new SweepCase().Add(TrialState.Failed, "no such file", new { lr = 1 }).Add(TrialState.Failed, "no such file", new { lr = 2 });
        Assert.Equal("0 of 2 trials completed, 2 failed. No trial has a value of test accuracy.", sweep.Comparison.Verdict);
        Assert.Equal("No trial has a value of test accuracy, so none can be called best.", sweep.Section("Best trial"));
    }

    [Fact]
    public void An_experiment_without_trials_has_nothing_to_discuss()
    {
        Assert.Equal("Running; no trial has started yet.", new SweepCase { State = ExperimentState.Running }.Comparison.Verdict);
        Assert.Empty(new SweepCase().Comparison.Sections);
    }

    [Fact]
    public void Metrics_that_are_missing_leave_out_what_rests_on_them()
    {
        var sweep = new SweepCase("score").Add(new { lr = 1 }, ("score", Approach(1, 5, 0.5))).Add(new { lr = 2 }, ("score", Approach(1, 6, 0.5)));
        Assert.Contains("lr 2 converged: over epochs 12 to 16 its score changed only by", sweep.Section("Convergence"), StringComparison.Ordinal);
        Assert.DoesNotContain(sweep.Comparison.Sections, s => s.Title == "Train against held-out data");
    }

    [Fact]
    public void Many_trials_are_grouped_instead_of_listed()
    {
        var sweep = new SweepCase();
        for (var i = 1; i <= 50; i++) sweep.Add(new { lr = i, hidden = i % 5 }, Train(Approach(2, 0.1, 0.5)), Accuracy(Approach(0.1, 0.5 + i / 200.0, 0.5)));
        Assert.Equal("50 trials converged: trial 1, trial 2, trial 3, trial 4, trial 5 and 45 more.", sweep.Section("Convergence"));
        Assert.Contains("The median of the 50 trials with a result is 62.75%; the worst is trial 1 with 50.50%.", sweep.Section("Best trial"), StringComparison.Ordinal);
        Assert.All(sweep.Comparison.Sections.SelectMany(s => s.Sentences), s => Assert.InRange(s.Length, 10, 400));
    }

    [Fact]
    public void Choices_with_the_same_last_name_are_told_apart_by_their_path()
    {
        var sweep = new SweepCase().Add(new { encoder__width = 1, decoder__width = 2 }, Accuracy(0.5)).Add(new { encoder__width = 2, decoder__width = 2 }, Accuracy(0.6));
        Assert.Contains("trial 2 (decoder.width 2, encoder.width 2)", sweep.Section("Best trial"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(sweep.Comparison.Sections, s => s.Title == "Effect of encoder.width");
    }

    [Fact]
    public void A_parameter_that_changed_while_trials_ran_is_told_with_its_last_value_and_not_discussed()
    {
        var sweep = new SweepCase();
        for (var i = 1; i <= 6; i++) sweep.Add(new { lr = i / 1000.0 }, Accuracy(0.3 + i / 100.0));
        sweep.Trials[5] = sweep.Trials[5] with { Adjustments = [new("lr", JsonElement.Parse("0.4"), 2), new("lr", JsonElement.Parse("0.5"), 3), new("lr", JsonElement.Parse("7"), null)] };

        Assert.Contains("lr 0.5", sweep.Section("Best trial"), StringComparison.Ordinal);
        Assert.Contains(sweep.Comparison.Sections, section => section.Sentences.Contains("lr changed while trials ran: tables name the value at the end, and no single one made a result."));
        Assert.DoesNotContain(sweep.Comparison.Sections, section => section.Sentences.Any(sentence => sentence.Contains("Next, try", StringComparison.Ordinal)));
    }

    [Fact]
    public void From_enough_trials_on_it_is_told_which_parameter_the_objective_depends_on()
    {
        var sweep = new SweepCase();
        for (var i = 1; i <= 40; i++) sweep.Add(new { lr = i, hidden = 7 * i % 5 }, Accuracy(0.2 + (i > 20 ? 0.6 : 0)));
        var said = sweep.Section(ComparisonWriter.WhatMatters);
        Assert.Contains("of the variance of test.accuracy (a model of them, among trials that it did not see). lr makes up 100% of that; best from 2", said, StringComparison.Ordinal);
        Assert.Contains("hidden hardly matters", said);

        sweep.Trials.RemoveRange(5, 35);
        Assert.DoesNotContain(sweep.Comparison.Sections, section => section.Title == ComparisonWriter.WhatMatters);
    }
}
