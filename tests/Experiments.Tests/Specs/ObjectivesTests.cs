using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Specs;

public sealed class ObjectivesTests
{
    private const string Objective = "objective: test.accuracy";

    private const string Two = """
        objective:
          - { metric: test.accuracy, value: best }
          - test.loss
        """;

    [Fact]
    public void A_list_is_read_in_its_order_each_with_its_own_way()
    {
        var spec = SpecYaml.Read(TestSpec.Yaml.Replace(Objective, Two), TestCatalog.Jobs);

        Assert.Equal(new Objective { Metric = "test.accuracy", Value = ObjectiveValue.Best }, spec.Objective);
        Assert.Equal([new Objective { Metric = "test.loss", Direction = ObjectiveDirection.Minimize }], spec.FurtherObjectives);
        Assert.Equal(spec, SpecJson.Read(SpecJson.Write(spec), TestCatalog.Jobs));
        Assert.Equal(spec, SpecYaml.Read(SpecYaml.Write(spec), TestCatalog.Jobs));
    }

    [Fact]
    public void A_list_of_one_is_that_one() => Assert.Equal(
        SpecYaml.Read(TestSpec.Yaml, TestCatalog.Jobs),
        SpecYaml.Read(TestSpec.Yaml.Replace(Objective, "objective: [test.accuracy]"), TestCatalog.Jobs));

    [Fact]
    public void What_a_trial_takes_can_be_one_and_is_better_the_less()
    {
        var spec = SpecYaml.Read(TestSpec.Yaml.Replace(Objective, "objective: [test.accuracy, seconds]"), TestCatalog.Jobs);

        Assert.Equal(ActorTraining.Experiments.Specs.Objective.Minimize("seconds"), Assert.Single(spec.FurtherObjectives));
        Assert.Equal(
            ["spec.scheduler.rule: ends or changes trials on their way, and 'seconds' compares what whole trials take; leave one of them out (line 8)"],
            TestSpec.FaultsOf(TestSpec.Yaml.Replace(Objective, "objective: [seconds, test.accuracy]") + "\nscheduler: { rule: asha }"));
    }

    [Theory]
    [InlineData("objective: []", "spec.objective: is empty")]
    [InlineData("objective: [test.accuracy, test.accuracy]", "spec.objective[1]: 'test.accuracy' is an objective already")]
    [InlineData("objective: [test.accuracy, test.los]", "spec.objective[1]: 'test.los' is unknown; did you mean 'test.loss'?")]
    [InlineData("objective: [test.accuracy, lr]", "spec.objective[1].direction: is missing; 'lr' is not better either way by itself")]
    public void A_fault_names_its_place_in_the_list(string objective, string told) =>
        Assert.StartsWith(told, Assert.Single(TestSpec.FaultsOf(TestSpec.Yaml.Replace(Objective, objective))));

    [Fact]
    public void A_single_value_changes_without_the_others()
    {
        var spec = SpecYaml.Read(TestSpec.Yaml.Replace(Objective, Two), TestCatalog.Jobs);
        var changed = new ChangedSpec(spec, [SpecOverride.Parse("seed=3")], TestCatalog.Jobs);

        Assert.Empty(changed.Errors);
        Assert.Equal(spec.Objectives, changed.Spec!.Objectives);
    }
}
