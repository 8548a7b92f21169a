using System.Text.Json;
using ActorTraining.Cli.Runs;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Tests.Runs;

/// <summary>Which stored experiment <c>run --resume</c> takes for that of a file.</summary>
public sealed class SpecIdentityTests
{
    private static readonly ExperimentSpec Spec = new()
    {
        Name = "A sweep",
        Job = "classifier",
        Parameters = JsonSerializer.SerializeToElement(new { epochs = 2 }),
        Objective = Objective.Maximize("test.accuracy"),
        Search = new SearchSpec { Algorithm = "tpe", Trials = 5 },
    };

    [Fact]
    public void Description_and_tags_do_not_count_and_everything_else_does()
    {
        Assert.True(SpecIdentity.Same(Spec, Spec with { Description = "said anew", Tags = ["x"] }));
        Assert.False(SpecIdentity.Same(Spec, Spec with { Seed = 1 }));
        Assert.False(SpecIdentity.Same(Spec, Spec with { Search = Spec.Search with { Known = [Known(0.5)] } }));
    }

    [Fact]
    public void A_warm_start_is_found_again_though_the_store_has_results_in_its_place()
    {
        var file = Spec with { Search = Spec.Search with { WarmStart = ["before"] } };
        var stored = Spec with { Search = Spec.Search with { Known = [Known(0.5), Known(0.7)] } };

        Assert.True(SpecIdentity.Same(stored, file));
        Assert.False(SpecIdentity.Same(stored with { Search = stored.Search with { Trials = 6 } }, file));
    }

    private static KnownTrial Known(double accuracy) => new(JsonSerializer.SerializeToElement(new { epochs = 2 }), new Dictionary<string, double> { ["test.accuracy"] = accuracy });
}
