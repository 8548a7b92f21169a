using Orleans.Concurrency;
using Orleans.Embedded.Tests.Testing;

namespace Orleans.Embedded.Tests;

/// <summary>Which calls may begin while others await something.</summary>
public sealed class ReentrancyTests
{
    private interface IPlain : IGrainWithStringKey
    {
        Task WaitFor(string signal);

        Task Tell(string signal);

        [AlwaysInterleave]
        Task TellAtOnce(string signal);

        Task CallEachOther(string other);

        Task CallBack(string other);
    }

    private interface IOpen : IGrainWithStringKey
    {
        Task WaitFor(string signal);

        Task Tell(string signal);
    }

    [Fact]
    public async Task A_plain_grain_takes_one_call_at_a_time()
    {
        await using var silo = await TestSilo.StartAsync<PlainGrain>();
        var grain = silo.Grains.GetGrain<IPlain>("a");

        var first = grain.WaitFor("end");
        var second = grain.Tell("second");
        await grain.TellAtOnce("third").Soon();
        await silo.Grains.GetGrain<IPlain>("b").Tell("another grain runs").Soon();

        Assert.False(silo.Signals.Wait("second").IsCompleted);
        silo.Signals.Set("end");
        await Task.WhenAll(first, second).Soon();
    }

    [Fact]
    public async Task An_interleaving_method_begins_while_another_call_awaits()
    {
        await using var silo = await TestSilo.StartAsync<PlainGrain>();
        var grain = silo.Grains.GetGrain<IPlain>("a");

        var waiting = grain.WaitFor("end");
        await grain.TellAtOnce("end").Soon();
        await waiting.Soon();
    }

    [Fact]
    public async Task A_reentrant_grain_begins_every_call_at_once()
    {
        await using var silo = await TestSilo.StartAsync<OpenGrain>();
        var grain = silo.Grains.GetGrain<IOpen>("a");

        var waiting = grain.WaitFor("end");
        await grain.Tell("end").Soon();
        await waiting.Soon();
    }

    [Fact]
    public async Task A_chain_of_calls_that_comes_back_waits_until_it_times_out()
    {
        await using var silo = await TestSilo.StartAsync<PlainGrain>();

        var chain = silo.Grains.GetGrain<IPlain>("a").CallEachOther("b");
        await silo.Signals.Reached("b calls back");
        silo.Time.Advance(TimeSpan.FromSeconds(31));

        await Assert.ThrowsAsync<TimeoutException>(() => chain.Soon());
    }

    private sealed class PlainGrain(Signals signals) : Grain, IPlain
    {
        public Task WaitFor(string signal) => signals.Wait(signal);

        public Task Tell(string signal)
        {
            signals.Set(signal);
            return Task.CompletedTask;
        }

        public Task TellAtOnce(string signal) => Tell(signal);

        public Task CallEachOther(string other) => GrainFactory.GetGrain<IPlain>(other).CallBack(this.GetPrimaryKeyString());

        public Task CallBack(string other)
        {
            var call = GrainFactory.GetGrain<IPlain>(other).Tell("never");
            signals.Set($"{this.GetPrimaryKeyString()} calls back");
            return call;
        }
    }

    [Reentrant]
    private sealed class OpenGrain(Signals signals) : Grain, IOpen
    {
        public Task WaitFor(string signal) => signals.Wait(signal);

        public Task Tell(string signal)
        {
            signals.Set(signal);
            return Task.CompletedTask;
        }
    }
}
