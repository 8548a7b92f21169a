using System.Text.Json;
using ActorTraining.Experiments.Analysis.Importance;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Search.Naming;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Analysis;

/// <summary>Which parameters an objective depends on, on functions whose shares are known.</summary>
public sealed class ImportanceTests
{
    [Fact]
    public void Shares_are_those_of_a_function_whose_variance_is_known()
    {
        // Var(2a) = 4/12 and Var(b) = 1/12 over the unit square: 80 % and 20 %.
        var report = Analyse(600, (a, b, _) => (2 * a) + b)!;

        Assert.Equal(["a", "b"], report.Parameters.Take(2).Select(p => p.Path));
        Assert.InRange(report.Parameters[0].Share, 0.74, 0.86);
        Assert.InRange(report.Parameters[1].Share, 0.14, 0.26);
        Assert.InRange(report.Parameters.Single(p => p.Path == "kind").Share, 0, 0.02);
        Assert.InRange(report.Explained, 0.95, 1);
    }

    [Fact]
    public void Every_place_counts_the_same_wherever_the_objective_jumps()
    {
        // A step at 0.9 has the variance 0.09, one at 0.5 has 0.25: 26 % and 74 %.
        var report = Analyse(800, (a, b, _) => (a > 0.9 ? 1 : 0) + (b > 0.5 ? 1 : 0))!;

        Assert.InRange(report.Parameters.Single(p => p.Path == "a").Share, 0.22, 0.31);
        Assert.InRange(report.Parameters.Single(p => p.Path == "b").Share, 0.69, 0.78);
    }

    [Fact]
    public void What_two_parameters_do_together_is_told_apart_from_what_each_does_alone()
    {
        // The variance of ab over the unit square is 7/144: 3/144 for a, 3/144 for b, and 1/144 for both together.
        var report = Analyse(800, (a, b, _) => a * b)!;

        Assert.All(report.Parameters.Where(p => p.Path != "kind"), parameter => Assert.InRange(parameter.Share, 0.36, 0.5));
        var strongest = report.Interactions[0];
        Assert.Equal(("a", "b"), (strongest.First, strongest.Second));
        Assert.InRange(strongest.Share, 0.1, 0.19);
    }

    [Fact]
    public void A_category_counts_as_any_parameter_and_its_best_one_is_named()
    {
        // Means 0, 1 and 3 with equal weight: variance 14/9; a adds 1/12.
        var report = Analyse(600, (a, _, kind) => a + (kind switch { "adam" => 3, "sgd" => 1, _ => 0 }))!;

        Assert.Equal("kind", report.Parameters[0].Path);
        Assert.InRange(report.Parameters[0].Share, 0.9, 1);
        Assert.Equal("adam", report.Parameters[0].Best.Category);
        Assert.Equal(["adam", "rmsprop", "sgd"], report.Parameters[0].Marginal.Select(point => point.Category));
    }

    [Fact]
    public void Alternatives_that_differ_only_in_what_was_chosen_inside_of_them_are_one_category_where_they_have_a_name()
    {
        var parameters = JsonSerializer.Deserialize<JsonElement>("""{ "optimizer": { "choice": [{ "kind": "sgd", "lr": { "uniform": [0, 1] } }, { "kind": "adam", "lr": { "uniform": [0, 1] } }] } }""");
        var random = new Random(1);
        var trials = Enumerable.Range(1, 100).Select(number =>
        {
            var (kind, lr) = (number % 2 == 0 ? "sgd" : "adam", random.NextDouble());
            return new TrialInfo
            {
                Number = number,
                State = TrialState.Completed,
                Parameters = parameters,
                Choices = new Dictionary<string, JsonElement> { ["optimizer"] = JsonSerializer.SerializeToElement(new { kind, lr }), ["optimizer.lr"] = JsonSerializer.SerializeToElement(lr) },
                Objective = lr + (kind == "sgd" ? 0.1 : 0),
            };
        }).ToList();

        var named = ImportanceAnalysis.Of(trials, ObjectiveDirection.Maximize, ChoiceNames.Of(parameters))!;

        Assert.Equal(["optimizer.lr", "optimizer"], named.Parameters.Select(parameter => parameter.Path));
        Assert.Equal(["adam", "sgd"], named.Parameters[1].Marginal.Select(point => point.Category).Order());
        Assert.Equal("sgd", named.Parameters[1].Best.Category);
    }

    [Fact]
    public void The_best_region_is_where_no_more_than_a_tenth_is_lost()
    {
        // -(a - 0.7)^2 falls from 0 to -0.49, so the region ends where it is -0.049, 0.22 from the best.
        var best = Analyse(600, (a, _, _) => -Math.Pow(a - 0.7, 2))!.Parameters[0].Best;

        Assert.InRange(best.From!.Value, 0.42, 0.55);
        Assert.InRange(best.To!.Value, 0.85, 0.96);
    }

    [Fact]
    public void Where_less_is_better_the_best_region_is_the_other_end()
    {
        var best = Analyse(600, (a, _, _) => -Math.Pow(a - 0.7, 2), ObjectiveDirection.Minimize)!.Parameters[0].Best;

        Assert.InRange(best.From!.Value, 0, 0.05);
        Assert.InRange(best.To!.Value, 0, 0.1);
    }

    [Fact]
    public void Values_that_differ_in_their_last_bit_alone_are_told_apart()
    {
        // The middle of 1 and the number below it rounds to 1.
        double[] places = [.. Enumerable.Repeat(1.0, 7), .. Enumerable.Repeat(Math.BitDecrement(1.0), 7), .. Enumerable.Range(1, 6).Select(i => i / 40.0)];
        var report = ImportanceAnalysis.Of(
            Trials(places.Length, k => new { a = places[k - 1], b = Draw(k, 1) }, choices => choices.a == 1 ? 5 : choices.a > 0.5 ? 1 : 10 + choices.a), ObjectiveDirection.Maximize)!;

        Assert.Equal("a", report.Parameters[0].Path);
        Assert.InRange(report.Explained, 0.9, 1);
    }

    [Fact]
    public void Rates_over_magnitudes_are_looked_at_by_their_logarithm()
    {
        var trials = Trials(300, k => new { lr = Math.Pow(10, -4 + (4 * Draw(k, 0))) }, choices => -Math.Pow(Math.Log10(choices.lr) + 2, 2));

        var best = ImportanceAnalysis.Of(trials, ObjectiveDirection.Maximize)!.Parameters.Single().Best;

        Assert.InRange(best.From!.Value, 1e-3, 1e-2);
        Assert.InRange(best.To!.Value, 1e-2, 1e-1);
    }

    [Fact]
    public void A_parameter_that_some_trials_have_is_looked_at_among_them()
    {
        var trials = Trials<object>(
            400,
            k => k % 2 == 0 ? new { kind = "sgd", momentum = Draw(k, 1) } : new { kind = "adam" },
            choices => choices.GetType().GetProperty("momentum")?.GetValue(choices) as double? ?? 0.5);

        var report = ImportanceAnalysis.Of(trials, ObjectiveDirection.Maximize)!;

        var momentum = report.Parameters.Single(p => p.Path == "momentum");
        Assert.Equal(200, momentum.Trials);
        Assert.InRange(momentum.Share, 0.95, 1);
        Assert.InRange(report.Parameters.Single(p => p.Path == "kind").Share, 0, 1);
    }

    [Fact]
    public void A_parameter_that_changed_while_a_trial_ran_counts_with_its_last_value()
    {
        var trials = Square(100, (_, b, _) => b).Select(trial => trial with { Adjustments = [new("a", JsonSerializer.SerializeToElement(trial.Objective), 3)] }).ToList();

        var report = ImportanceAnalysis.Of([.. trials.Select(trial => trial with { Choices = trial.Choices.Where(choice => choice.Key != "b").ToDictionary() })], ObjectiveDirection.Maximize)!;

        Assert.Equal("a", report.Parameters[0].Path);
        Assert.InRange(report.Parameters[0].Share, 0.9, 1);
    }

    [Theory]
    [InlineData(1e-13, 0)]
    [InlineData(1, 1e9)]
    [InlineData(-1e150, 3)]
    [InlineData(1e308, 0)]
    public void Shares_do_not_depend_on_the_unit_of_the_objective(double factor, double offset)
    {
        static double Function(double a, double b) => a * a + (0.1 * b);
        var plain = Analyse(60, (a, b, _) => Function(a, b))!;

        var report = Analyse(60, (a, b, _) => (factor * Function(a, b)) + offset)!;

        Assert.Equal(plain.Explained, report.Explained, 0.01);
        Assert.All(plain.Parameters.Zip(report.Parameters), pair => Assert.Equal(pair.First.Share, pair.Second.Share, 0.01));
        Assert.Equal((factor * plain.Parameters[0].Marginal[3].Objective) + offset, report.Parameters[0].Marginal[3].Objective, Math.Abs(factor) * 0.01);
    }

    [Fact]
    public void Noise_is_told_from_structure()
    {
        var report = ImportanceAnalysis.Of(Trials(200, k => new { a = Draw(k, 0), b = Draw(k, 1), noise = Draw(k, 7) }, choices => choices.noise)
            .Select(trial => trial with { Choices = trial.Choices.Where(choice => choice.Key != "noise").ToDictionary() }).ToList(), ObjectiveDirection.Maximize)!;

        Assert.True(report.Explained < 0.1, $"explained {report.Explained}");
    }

    [Fact]
    public void Many_trials_are_sampled_and_the_report_says_so()
    {
        var report = Analyse(ImportanceAnalysis.MostTrials + 500, (a, b, _) => a + (0.1 * b))!;

        Assert.True(report.Sampled);
        Assert.Equal(ImportanceAnalysis.MostTrials, report.Trials);
        Assert.Equal("a", report.Parameters[0].Path);
    }

    [Fact]
    public void The_same_trials_in_any_order_give_the_same_report()
    {
        var trials = Square(100, (a, b, _) => a * b);

        Assert.Equal(
            JsonSerializer.Serialize(ImportanceAnalysis.Of(trials, ObjectiveDirection.Maximize)),
            JsonSerializer.Serialize(ImportanceAnalysis.Of([.. trials.Reverse()], ObjectiveDirection.Maximize)));
    }

    [Fact]
    public void Nothing_is_said_without_results_without_variation_and_about_results_that_are_alike()
    {
        Assert.Null(Analyse(ImportanceAnalysis.LeastTrials - 1, (a, _, _) => a));
        Assert.Null(Analyse(50, (_, _, _) => 1));
        Assert.Null(Analyse(50, (_, _, _) => double.NaN));
        Assert.Null(ImportanceAnalysis.Of(Trials(50, _ => new { a = 1 }, _ => 1.0).Select((trial, k) => trial with { Objective = k }).ToList(), ObjectiveDirection.Maximize));
    }

    [Fact]
    public void A_surface_follows_the_function_over_two_parameters()
    {
        // Low in one corner and high in the other: the product of two steps, which neither parameter shows by itself.
        var report = Analyse(600, (a, b, _) => a > 0.5 && b > 0.5 ? 4 : 0)!;

        Assert.Equal(report.Interactions.Select(pair => (pair.First, pair.Second)), report.Surfaces.Select(surface => (surface.First.Path, surface.Second.Path)));
        var surface = report.Surfaces[0];
        Assert.Equal(("a", "b"), (surface.First.Path, surface.Second.Path));
        Assert.Equal((16, 16), (surface.First.Values!.Count, surface.Second.Values!.Count));
        for (var x = 0; x < 16; x++)
        {
            for (var y = 0; y < 16; y++)
            {
                var (a, b) = (surface.First.Values[x], surface.Second.Values[y]);
                if (Math.Abs(a - 0.5) > 0.06 && Math.Abs(b - 0.5) > 0.06)
                {
                    Assert.Equal(a > 0.5 && b > 0.5 ? 4 : 0, surface.Objective[x][y], 0.3);
                }
            }
        }

        var kinds = report.Surfaces.First(pair => pair.First.Path == "kind" || pair.Second.Path == "kind");
        Assert.Equal(["adam", "rmsprop", "sgd"], (kinds.First.Path == "kind" ? kinds.First : kinds.Second).Categories);
    }

    [Fact]
    public void Few_different_numbers_are_looked_at_where_they_were_tried_and_many_whole_ones_at_whole_ones()
    {
        var report = ImportanceAnalysis.Of(Trials(200, k => new { lr = Math.Pow(10, -(k % 4)), depth = 1 + (k / 4 % 40) }, choices => choices.depth - Math.Pow(Math.Log10(choices.lr) + 2, 2)), ObjectiveDirection.Maximize)!;

        Assert.Equal([0.001, 0.01, 0.1, 1], Marginal("lr"));
        Assert.All(Marginal("depth"), value => Assert.Equal(Math.Truncate(value), value));
        Assert.Equal(16, Marginal("depth").Count);
        Assert.Equal(Marginal("depth"), Marginal("depth").Distinct().Order());
        Assert.Equal(4, report.Surfaces.Single().First.Path == "lr" ? report.Surfaces.Single().Objective.Count : report.Surfaces.Single().Objective[0].Count);

        List<double> Marginal(string path) => [.. report.Parameters.Single(parameter => parameter.Path == path).Marginal.Select(point => point.Value!.Value)];
    }

    [Fact]
    public void Only_trials_whose_end_is_known_count()
    {
        var trials = Trials(20, k => new { a = Draw(k, 0) }, choices => choices.a);
        TrialState[] others = [TrialState.Running, TrialState.Failed, TrialState.Cancelled, TrialState.Waiting];

        var report = ImportanceAnalysis.Of([.. trials, .. others.Select((state, k) => trials[k] with { Number = 100 + k, State = state, Objective = -1000 }), trials[0] with { Number = 200, State = TrialState.Pruned }], ObjectiveDirection.Maximize)!;

        Assert.Equal(21, report.Trials);
        Assert.InRange(report.Parameters.Single().Marginal.Min(point => point.Objective), 0, 1);
    }

    private static ImportanceReport? Analyse(int count, Func<double, double, string, double> objective, ObjectiveDirection direction = ObjectiveDirection.Maximize) =>
        ImportanceAnalysis.Of(Square(count, objective), direction);

    private static IReadOnlyList<TrialInfo> Square(int count, Func<double, double, string, double> objective)
    {
        string[] kinds = ["sgd", "adam", "rmsprop"];
        return Trials(count, k => new { a = Draw(k, 0), b = Draw(k, 1), kind = kinds[k % 3] }, choices => objective(choices.a, choices.b, choices.kind));
    }

    private static IReadOnlyList<TrialInfo> Trials<T>(int count, Func<int, T> choices, Func<T, double> objective) where T : class =>
    [
        .. Enumerable.Range(1, count).Select(k =>
        {
            var chosen = choices(k);
            var json = JsonSerializer.SerializeToElement<object>(chosen);
            return new TrialInfo
            {
                Number = k,
                State = TrialState.Completed,
                Parameters = json,
                Choices = json.EnumerateObject().ToDictionary(property => property.Name, property => property.Value),
                Objective = objective(chosen),
            };
        }),
    ];

    private static double Draw(int k, int dimension) => SplitMix64.Unit(SplitMix64.Output((ulong)dimension, (ulong)k));
}
