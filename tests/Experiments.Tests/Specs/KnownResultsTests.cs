using ActorTraining.Experiments.Specs;

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
    [InlineData("{ params: { optimizer: { lr: 7 } }, values: { test.acuracy: 0.9 }, from: sweep-1 }", null)]
    public void A_result_names_what_varies_and_the_objective(string known, string? fault)
    {
        var text = TestSpec.Yaml.Replace("lr: 0.1", "lr: { loguniform: [1e-3, 1] }", StringComparison.Ordinal)
            + $"\nsearch:\n  algorithm: tpe\n  trials: 4\n  known:\n    - {known}";

        Assert.Equal(fault is null ? [] : [fault], TestSpec.FaultsOf(text));
    }

    [Fact]
    public void What_another_experiment_found_is_left_out_where_it_does_not_fit_and_kept_in_the_spec()
    {
        string Text(string known) => TestSpec.Yaml.Replace("lr: 0.1", "lr: { loguniform: [1e-3, 1] }", StringComparison.Ordinal)
            + $"\nsearch:\n  algorithm: tpe\n  trials: 12\n  startup: 1\n  known: [{known}]";
        const string Fitting = "{ params: { optimizer: { lr: 0.2 } }, values: { test.accuracy: 0.9 }, from: sweep-1 }";
        const string Others = "{ params: { optimizer: { lr: 7 } }, values: { test.accuracy: 0.99 }, from: sweep-1 }, { params: { optimizer: { lr: 0.5 } }, values: { other: 1 }, from: sweep-2 }";

        var spec = SpecYaml.Read(Text($"{Fitting}, {Others}"), TestCatalog.Jobs);

        Assert.Equal(TestSpec.ProposalsOf(SpecYaml.Read(Text(Fitting), TestCatalog.Jobs)), TestSpec.ProposalsOf(spec));
        Assert.Equal(["sweep-1", "sweep-1", "sweep-2"], SpecYaml.Read(SpecYaml.Write(spec), TestCatalog.Jobs).Search.Known.Select(known => known.From));
    }
}
