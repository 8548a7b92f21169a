using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Search;

/// <summary>What holds for every search algorithm.</summary>
public class SearchConformanceTests
{
    public static TheoryData<string> Algorithms => [.. SearchAlgorithms.All.Select(algorithm => algorithm.Name)];

    public static TheoryData<string> Learners => [.. SearchAlgorithms.All.Where(algorithm => algorithm.Learns).Select(algorithm => algorithm.Name)];

    public static TheoryData<string> Seeded => [.. SearchAlgorithms.All.Select(algorithm => algorithm.Name).Where(name => name != "grid")];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Proposals_are_in_the_space_and_reach_all_of_its_alternatives(string algorithm)
    {
        var search = new SearchCase(algorithm, SearchCase.EveryKind(algorithm));

        var proposals = search.Run(60);

        Assert.Equal(60, proposals.Count);
        Assert.All(proposals, proposal => Assert.NotNull(search.Space.Encode(proposal.Parameters)));
        Assert.All(proposals, proposal => Assert.Equal(3, proposal.Parameters.GetProperty("fixedPart").GetProperty("depth").GetInt32()));
        if (algorithm != "grid")
            Assert.Equal(3, proposals.Select(Kind).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Only_the_parameters_of_the_chosen_alternative_are_set(string algorithm)
    {
        foreach (var proposal in new SearchCase(algorithm, SearchCase.EveryKind(algorithm)).Run(60))
        {
            string[] expected = Kind(proposal) switch { "sgd" => ["kind", "lr", "momentum"], "adam" => ["kind", "lr"], _ => [] };
            var optimizer = proposal.Parameters.GetProperty("optimizer");
            Assert.Equal(expected, optimizer.ValueKind == JsonValueKind.Object ? optimizer.EnumerateObject().Select(property => property.Name) : []);
            Assert.Equal(expected.Contains("momentum"), proposal.Choices.ContainsKey("optimizer.momentum"));
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void The_same_seed_and_results_give_the_same_proposals(string algorithm)
    {
        var space = SearchCase.EveryKind(algorithm);

        Assert.Equal(new SearchCase(algorithm, space).Run(40).Select(SearchCase.Text), new SearchCase(algorithm, space).Run(40).Select(SearchCase.Text));
    }

    [Theory]
    [MemberData(nameof(Seeded))]
    public void Another_seed_gives_other_proposals(string algorithm)
    {
        var space = SearchCase.EveryKind(algorithm);
        var first = new SearchCase(algorithm, space, seed: 1).Run(30).Select(SearchCase.Text);

        Assert.True(first.Intersect(new SearchCase(algorithm, space, seed: 2).Run(30).Select(SearchCase.Text)).Count() < 5);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void After_a_crash_at_any_time_the_search_goes_on_as_it_would_have(string algorithm)
    {
        foreach (var (seed, objectives) in new (int, int)[] { (1, 1), (2, 1), (3, 2) })
        {
            var random = new Random(seed);
            var search = new SearchCase(algorithm, SearchCase.EveryKind(algorithm), (ulong)seed, objectives);
            while (search.Proposals.Count < 50)
            {
                var restored = random.Next(4) == 0 ? search.Restored() : null;
                var number = search.Proposals.Count + 1;
                var proposal = search.Propose();
                if (restored is not null)
                    Assert.Equal(SearchCase.Text(proposal), SearchCase.Text(restored.Propose(number)));
                while (search.Pending.Count > random.Next(1, 6))
                {
                    var ended = search.Pending[random.Next(search.Pending.Count)];
                    var values = search.Bowl(search.Proposals[ended - 1]);
                    search.End(ended, random.Next(8) switch { 0 => [.. values.Select(_ => (double?)null)], 1 => [double.NaN, .. values[1..]], _ => values });
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Constraints_are_met_and_what_breaks_them_is_counted_as_refused(string algorithm)
    {
        static bool IsAllowed(Proposal proposal) => proposal.Parameters.GetProperty("layers").GetInt32() * proposal.Parameters.GetProperty("batch").GetInt32() <= 4;
        var search = new SearchCase(algorithm, SearchCase.EveryKind(algorithm), isAllowed: IsAllowed);

        Assert.All(search.Run(50), proposal => Assert.True(IsAllowed(proposal)));
        Assert.Equal(50, search.Proposals.Count);
        Assert.True(search.Search.Refused > 0);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Without_anything_to_vary_there_is_one_parameter_set(string algorithm) =>
        Assert.All(new SearchCase(algorithm, new { lr = 0.1 }).Run(20), proposal => Assert.Equal("""{"lr":0.1}""", SearchCase.Text(proposal)));

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_search_of_which_every_trial_fails_goes_on(string algorithm)
    {
        var search = new SearchCase(algorithm, SearchCase.EveryKind(algorithm));
        for (var trial = 0; trial < 60; trial++)
        {
            Assert.NotNull(search.Space.Encode(search.Propose()!.Parameters));
            search.End(trial + 1, (double?)null);
        }
        Assert.True(search.Proposals.Select(SearchCase.Text).Distinct().Count() > 50);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Infinite_huge_and_equal_values_do_no_harm(string algorithm)
    {
        double?[] values = [double.PositiveInfinity, double.NegativeInfinity, double.NaN, null, double.MaxValue, -double.MaxValue, 0, 0, 0, 1e-300];
        foreach (var objectives in new[] { 1, 2 })
        {
            var search = new SearchCase(algorithm, SearchCase.EveryKind(algorithm), objectives: objectives);
            for (var trial = 0; trial < 60; trial++)
            {
                Assert.NotNull(search.Space.Encode(search.Propose()!.Parameters));
                search.End(trial + 1, [.. Enumerable.Range(0, objectives).Select(i => values[(trial + 3 * i) % values.Length])]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Three_objectives_are_searched(string algorithm)
    {
        var search = new SearchCase(algorithm, SearchCase.EveryKind(algorithm), objectives: 3);

        Assert.All(search.Run(60), proposal => Assert.NotNull(search.Space.Encode(proposal.Parameters)));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Learning_finds_better_places_than_drawing_at_random(string algorithm)
    {
        var space = new { x = Vary.Uniform(0, 1), y = Vary.Uniform(0, 1), z = Vary.Uniform(0, 1), w = Vary.Uniform(0, 1) };

        // A Gaussian process takes its time for a trial, and needs the fewest.
        double Best(string name) => Enumerable.Range(1, 5).Average(seed =>
        {
            var search = new SearchCase(name, space, (ulong)seed);
            return search.Run(name == "gp" ? 30 : 100).Min(proposal => search.Bowl(proposal)[0]!.Value);
        });

        Assert.True(Best(algorithm) < 0.3 * Best("random"));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Results_from_elsewhere_are_learnt_from(string algorithm)
    {
        var space = new { x = Vary.Uniform(0, 1), y = Vary.Uniform(0, 1) };
        var teacher = new SearchCase("sobol", space);
        var known = teacher.Run(64).Select(proposal => new KnownTrial(proposal.Parameters, new Dictionary<string, double> { ["loss0"] = teacher.Bowl(proposal)[0]!.Value }));

        double First(SearchSpec settings) => Enumerable.Range(1, 10).Average(seed =>
            new SearchCase(algorithm, space, (ulong)seed, settings: settings).Run(8).Average(proposal => teacher.Bowl(proposal)[0]!.Value));

        Assert.True(First(new SearchSpec { Known = [.. known] }) < 0.5 * First(new SearchSpec()));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Ten_thousand_results_are_no_burden(string algorithm)
    {
        var space = algorithm == "grid"
            ? (object)new { x = Vary.Int(1, 200), y = Vary.Int(1, 200) }
            : new { x = Vary.Uniform(0, 1), y = Vary.LogUniform(1e-6, 1), kind = Vary.Choice("a", "b") };
        var source = new SearchCase(algorithm == "grid" ? "grid" : "random", space);
        var search = new SearchCase(algorithm, space).Search;
        for (var number = 1; number <= 10_000; number++)
        {
            var proposal = source.Propose()!;
            search.Restore(number, proposal.Parameters);
            search.Observe(new TrialResult(number, source.Bowl(proposal)));
        }

        for (var number = 10_001; number <= 10_020; number++)
            Assert.NotNull(source.Space.Encode(search.Propose(number)!.Parameters));
    }

    private static string Kind(Proposal proposal) =>
        proposal.Parameters.GetProperty("optimizer") is { ValueKind: JsonValueKind.Object } optimizer ? optimizer.GetProperty("kind").GetString()! : "none";
}
