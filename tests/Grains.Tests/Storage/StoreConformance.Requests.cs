using ActorTraining.Experiments;

namespace ActorTraining.Grains.Tests.Storage;

/// <content>A request that is made again makes no second experiment.</content>
public abstract partial class StoreConformance
{
    private static readonly RequestKey Request = new("key-1", "what was asked for");

    [Fact]
    public async Task A_request_that_comes_again_gets_its_first_experiment_also_after_a_restart()
    {
        Assert.Equal("a", await Store.CreateAsync(New("a"), Request, Cancel));
        Assert.Equal("a", await Store.CreateAsync(New("b"), Request, Cancel));
        await Store.DisposeAsync();
        Store = await OpenAgainAsync();

        Assert.Equal("a", await Store.CreateAsync(New("c"), Request, Cancel));
        Assert.Equal("d", await Store.CreateAsync(New("d"), new RequestKey("key-2", Request.Fingerprint), Cancel));
        Assert.Equal(["d", "a"], (await Store.ListAsync(new ExperimentQuery(), Cancel)).Items.Select(e => e.Id));
    }

    [Fact]
    public async Task A_key_is_for_one_request()
    {
        await Store.CreateAsync(New("a"), Request, Cancel);

        await Assert.ThrowsAsync<KeyReusedException>(() => Store.CreateAsync(New("b"), Request with { Fingerprint = "something else" }, Cancel));

        Assert.Equal(1, (await Store.ListAsync(new ExperimentQuery(), Cancel)).Total);
    }

    [Fact]
    public async Task A_request_is_remembered_for_a_day()
    {
        await Store.CreateAsync(New("a"), Request, Cancel);

        Assert.Equal("a", await Store.CreateAsync(New("b") with { Created = Noon + RequestKey.Lifetime }, Request, Cancel));
        Assert.Equal("c", await Store.CreateAsync(New("c") with { Created = Noon + RequestKey.Lifetime + TimeSpan.FromMinutes(1) }, Request, Cancel));
    }

    [Fact]
    public async Task Many_tries_at_once_make_one_experiment()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Store.CreateAsync(New($"e{i}"), Request, Cancel)));

        Assert.Equal(answers[0], Assert.Single((await Store.ListAsync(new ExperimentQuery(), Cancel)).Items).Id);
        Assert.Single(answers.Distinct());
    }

    private static ExperimentInfo New(string id) =>
        new() { Id = id, Spec = Spec, State = ExperimentState.Running, Created = Noon, Counts = new Dictionary<TrialState, int>() };
}
