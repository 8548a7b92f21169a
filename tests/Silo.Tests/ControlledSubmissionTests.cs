using ActorTraining.Experiments;
using ActorTraining.Silo.Control;
using ActorTraining.Silo.Stores;

namespace ActorTraining.Silo.Tests;

/// <summary>Experiments that are submitted from another process by callers that may have to ask again.</summary>
public class ControlledSubmissionTests : ClusterFixture
{
    [Fact]
    public async Task A_request_that_another_process_repeats_makes_one_experiment()
    {
        await OpenAsync(CountJob.Catalog());
        var other = ControlledExperiments.Of(StoreLocation.Parse(StorePath), BlobFolder);
        var spec = Grid(new { lr = 1 });
        var request = new RequestKey("key", "what was asked for");

        var first = await other.SubmitAsync(spec, "an-original", request, Patience);
        var again = await other.SubmitAsync(spec, "an-original", request, Patience);

        Assert.Equal(first, again);
        Assert.Equal("an-original", (await EndOf(first)).Parent);
        Assert.Equal(1, (await Experiments.ListAsync(new ExperimentQuery(), Patience)).Total);
        await Assert.ThrowsAsync<KeyReusedException>(() => other.SubmitAsync(spec, null, request with { Fingerprint = "something else" }, Patience));
    }
}
