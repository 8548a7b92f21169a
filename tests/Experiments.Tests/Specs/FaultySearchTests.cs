using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Experiments.Tests.Specs;

/// <summary>What users get wrong about a search, of a job that takes any parameters: each slip is one error, at its place in the text.</summary>
public class FaultySearchTests
{
    private const string Random = "search: { algorithm: random, trials: 3 }";

    [Theory]
    [InlineData("{ uniform: [.nan, 1] }", "x.uniform[0]: .nan is not a finite number")]
    [InlineData("{ uniform: [0, .inf] }", "x.uniform[1]: .inf is not a finite number")]
    [InlineData("{ uniform: [0, 1e400] }", "x.uniform[1]: 1e400 is too large")]
    [InlineData("{ uniform: [NaN, 1] }", "x.uniform[0]: 'NaN' is not a number")]
    [InlineData("{ uniform: ['0', 1] }", "x.uniform[0]: '0' is not a number; remove its quotes")]
    [InlineData("{ loguniform: [0, 1] }", "x.loguniform[0]: 0 is not greater than 0")]
    [InlineData("{ logint: [0, 8] }", "x.logint[0]: 0 is not at least 1")]
    [InlineData("{ int: [8, 1] }", "x.int: the lower bound 8 is above the upper bound 1")]
    [InlineData("{ int: [1, .inf] }", "x.int[1]: .inf is not a finite number")]
    [InlineData("{ normal: [0, 0] }", "x.normal[1]: 0 is not greater than 0")]
    [InlineData("{ quantised: [0, 1, 0] }", "x.quantised[2]: 0 is not greater than 0")]
    [InlineData("{ quantised: [0, 1, 2] }", "x.quantised[2]: the step 2 leads from 0 beyond 1, so that there is one value only; make it smaller")]
    [InlineData("{ choice: [] }", "x.choice: is empty; give at least one value")]
    [InlineData("{ choice: [1, 2, 1.0] }", "x.choice[2]: 1.0 stands in the list already; give each value once")]
    [InlineData("{ choice: [{ kind: a, n: 1 }, { kind: a, n: 1 }] }", "x.choice[1]: an object stands in the list already; give each value once")]
    public void Of_an_expression_in_the_parameters_and_inside_of_an_alternative(string expression, string expected)
    {
        Assert.Equal([$"spec.params.{expected} (line 3)"], Faults($"x: {expression}", Random));
        Assert.Equal(
            [$"spec.params.o.choice[1].{expected} (line 3)"],
            Faults($"o: {{ choice: [{{ kind: a }}, {{ kind: b, x: {expression} }}] }}, y: {{ uniform: [0, 1] }}", Random));
    }

    [Fact]
    public void A_grid_may_have_a_value_twice_to_try_it_with_another_seed() => Assert.Empty(Faults("x: { grid: [1, 1] }", ""));

    [Fact]
    public void A_continuum_inside_of_an_alternative_is_no_grid() =>
        Assert.StartsWith(
            "spec.params.o.choice[1].x: a grid search cannot try every value of 'uniform'",
            Assert.Single(Faults("o: { choice: [a, { kind: b, x: { uniform: [0, 1] } }] }", "")));

    [Theory]
    [InlineData("tpe")]
    [InlineData("gp")]
    [InlineData("cmaes")]
    [InlineData("nsga2")]
    public void A_search_that_learns_needs_something_to_vary(string algorithm) =>
        Assert.StartsWith($"spec.search: '{algorithm}' has nothing to search: no parameter varies", Assert.Single(Faults("x: 1", $"search: {{ algorithm: {algorithm}, trials: 3 }}")));

    [Fact]
    public void All_parameters_together_are_not_varied() =>
        Assert.Equal(
            ["spec.params.choice: a search expression stands in place of a value, not of all parameters; write params: { some_name: { choice: [ ... ] } } (line 3)"],
            Faults("choice: [{ x: 1 }, { x: 2 }]", Random));

    [Theory]
    [InlineData("1000001", "1000001 is not at most 1000000")]
    [InlineData("1e9", "1e9 is not at most 1000000")]
    [InlineData("0", "0 is not at least 1")]
    [InlineData(".inf", ".inf is not a finite number")]
    [InlineData("1e400", "1e400 is too large")]
    public void The_number_of_trials_is_one_that_can_come_to_an_end(string trials, string expected)
    {
        Assert.Equal([$"spec.search.trials: {expected} (line 5)"], Faults("x: { int: [1, 3] }", $"search: {{ algorithm: random, trials: {trials} }}"));
        Assert.Equal([$"spec.search.trials: {expected} (line 5)"], Faults("x: { int: [1, 3] }", $"search: {{ algorithm: grid, trials: {trials} }}"));
    }

    [Fact]
    public void A_point_is_not_blamed_for_an_expression_that_is_no_good() =>
        Assert.Equal(
            [
                "spec.params.x.uniform: the lower bound 2 is above the upper bound 1 (line 3)",
                "spec.search.start[0].y: 7 is none of the values that the search can choose (line 5)",
            ],
            Faults("x: { uniform: [2, 1] }, y: { int: [1, 3] }", "search: { algorithm: tpe, trials: 3, start: [{ x: 1.5, y: 7 }] }"));

    [Theory]
    [InlineData("params.temperature < 1", "'params.temperature' is not a parameter; parameters are written as params.batch")]
    [InlineData("params.rat < 1", "'params.rat' is not a parameter; did you mean 'params.rate'?")]
    [InlineData("params.o.widht < 1", "'params.o.widht' is not a parameter; did you mean 'params.o.width'?")]
    [InlineData("params.list[2] < 1", "'params.list[2]' is not a parameter; did you mean 'params.list[0]'?")]
    public void A_constraint_on_a_parameter_that_no_trial_has_is_told(string constraint, string expected) =>
        Assert.Equal([$"spec.constraints[0]: {expected} (character 1 of \"{constraint}\") (line 6)"], Faults(Mixed, $"{Random}\nconstraints: [\"{constraint}\"]"));

    [Theory]
    [InlineData("params.rate < 0.9")]
    [InlineData("params.o.width < 10")]
    [InlineData("params.list[1] < 3")]
    public void A_constraint_on_a_parameter_that_some_trials_have_is_none(string constraint) => Assert.Empty(Faults(Mixed, $"{Random}\nconstraints: [\"{constraint}\"]"));

    [Theory]
    [InlineData("grid")]
    [InlineData("random")]
    [InlineData("halton")]
    [InlineData("sobol")]
    [InlineData("tpe")]
    [InlineData("cmaes")]
    public void A_constraint_that_nothing_meets_is_named(string algorithm) =>
        Assert.Equal(
            ["spec.constraints[1]: none of 10,000 parameter sets drawn at random meets \"params.x > 5\"; loosen it or change what the search varies (line 6)"],
            Faults("x: { int: [1, 3] }", $"search: {{ algorithm: {algorithm}, trials: 3 }}\nconstraints: [params.x < 4, params.x > 5]"));

    [Fact]
    public void Where_constraints_exclude_each_other_none_is_named() =>
        Assert.StartsWith(
            "spec.constraints: none of 10,000 parameter sets drawn for trial 1 meets the constraints",
            Assert.Single(Faults("x: { int: [1, 3] }", $"{Random}\nconstraints: [params.x < 2, params.x > 2]")));

    [Fact]
    public void Of_a_long_constraint_the_part_around_the_fault_is_shown()
    {
        var constraint = string.Join(" and ", Enumerable.Repeat("params.rate < 1", 15)) + " and params.rat < 1 and " + string.Join(" and ", Enumerable.Repeat("params.rate < 2", 15));

        var fault = Assert.Single(Faults(Mixed, $"{Random}\nconstraints: [{constraint}]"));

        Assert.InRange(fault.Length, 100, 300);
        Assert.Contains(" and params.rat < 1 and ", fault);
    }

    private const string Mixed = "rate: { uniform: [0, 1] }, list: [1, 2], o: { choice: [{ kind: a, width: { int: [1, 9] } }, { kind: b }] }";

    private static IEnumerable<string> Faults(string parameters, string rest)
    {
        try
        {
            SpecYaml.Read($"name: slip\njob: external\nparams: {{ {parameters} }}\nobjective: {{ metric: v, direction: minimize }}\n{rest}\n", JobCatalog.Default);
            return [];
        }
        catch (InvalidSpecException invalid)
        {
            return invalid.Errors.Select(error => error.ToString());
        }
    }
}
