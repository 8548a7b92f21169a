using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Components.Compare;

namespace ActorTraining.WebUI.Tests.Specs;

/// <summary>How specs differ.</summary>
public sealed class SpecValuesTests
{
    [Fact]
    public void Names_every_path_at_which_specs_differ_and_no_other()
    {
        var one = Read("{ name: a, job: sleep, params: { seconds: 1, steps: 2 }, objective: value, seed: 1 }");
        var other = Read("{ name: b, job: sleep, params: { seconds: 1, steps: { grid: [2, 3] }, fail_at: 2 }, objective: value, seed: 1 }");

        var differences = SpecValues.Differences([one, other]);

        Assert.Contains(differences, row => row.Path == "params.fail_at" && row.Values[0] is null && row.Values[1]!.Value.GetInt32() == 2);
        Assert.Contains(differences, row => row.Path.StartsWith("params.steps", StringComparison.Ordinal));
        Assert.DoesNotContain(differences, row => row.Path is "name" or "params.seconds" or "seed" or "job");
        Assert.Empty(SpecValues.Differences([one, one]));
    }

    private static ExperimentSpec Read(string yaml) => SpecYaml.Read(yaml, JobCatalog.Default);
}
