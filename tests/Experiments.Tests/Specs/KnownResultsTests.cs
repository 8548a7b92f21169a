namespace ActorTraining.Experiments.Tests.Specs;

/// <summary>Results from elsewhere that no search could learn from are refused.</summary>
public sealed class KnownResultsTests
{
    [Theory]
    [InlineData("{ params: { optimizer: { lr: 0.2 } }, values: { test.accuracy: 0.9 } }", null)]
    [InlineData("{ params: { optimizer: { lr: 0.2 } }, values: { } }", null)]
    [InlineData("{ params: { optimizer: { lr: 0.2 } }, values: { test.acuracy: 0.9 } }", "spec.search.known[0].values: has no 'test.accuracy', which is an objective; did you mean 'test.acuracy'? (line 12)")]
    [InlineData("{ params: { batch: 3 }, values: { test.accuracy: 0.9 } }", "spec.search.known[0].params: are not in the space of this search, which varies 'optimizer.lr'; give each of these a value that it can choose (line 12)")]
    [InlineData("{ params: { optimizer: { lr: 7 } }, values: { test.accuracy: 0.9 } }", "spec.search.known[0].params: are not in the space of this search, which varies 'optimizer.lr'; give each of these a value that it can choose (line 12)")]
    public void A_result_names_what_varies_and_the_objective(string known, string? fault)
    {
        var text = TestSpec.Yaml.Replace("lr: 0.1", "lr: { loguniform: [1e-3, 1] }", StringComparison.Ordinal)
            + $"\nsearch:\n  algorithm: tpe\n  trials: 4\n  known:\n    - {known}";

        Assert.Equal(fault is null ? [] : [fault], TestSpec.FaultsOf(text));
    }
}
