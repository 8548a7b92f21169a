using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Experiments.Tests.Specs;

/// <summary>What builds the models of a spec.</summary>
public sealed class BackendTests
{
    private const string Toy = "{ name: Toy, job: toy-network, objective: { metric: loss, direction: minimize }, resources: { backend: BACKEND } }";

    [Theory]
    [InlineData("{ backend: torch }")]
    [InlineData("{ backend: torch, device: cuda }")]
    [InlineData("{ backend: managed }")]
    [InlineData("{ backend: auto, device: cuda }")]
    public void A_backend_may_be_chosen(string resources) => Assert.Empty(Faults($"{TestSpec.Yaml}\nresources: {resources}"));

    [Fact]
    public void There_are_no_others() =>
        Assert.Equal(["spec.resources.backend: 'tohrch' is unknown; did you mean 'torch'? (line 8)"], Faults($"{TestSpec.Yaml}\nresources: {{ backend: tohrch }}"));

    [Fact]
    public void Hand_written_kernels_do_not_run_on_GPUs() => Assert.Equal(
        ["spec.resources.backend: is 'managed', which computes on the processor; take device: cpu, or leave backend out (line 8)"],
        Faults($"{TestSpec.Yaml}\nresources: {{ backend: managed, device: cuda }}"));

    [Fact]
    public void A_job_without_models_has_none_to_choose()
    {
        Assert.Contains("spec.resources.backend: is 'torch', but the job 'toy-network' builds no model; leave it out (line 1)", Faults(Toy.Replace("BACKEND", "torch", StringComparison.Ordinal)));
        Assert.DoesNotContain(Faults(Toy.Replace("BACKEND", "auto", StringComparison.Ordinal)), fault => fault.StartsWith("spec.resources", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Faults(string yaml)
    {
        try
        {
            SpecYaml.Read(yaml, JobCatalog.Default);
            return [];
        }
        catch (InvalidSpecException exception)
        {
            return [.. exception.Errors.Select(error => error.ToString())];
        }
    }
}
