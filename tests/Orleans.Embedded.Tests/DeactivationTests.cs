using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Embedded.Tests.Testing;

namespace Orleans.Embedded.Tests;

/// <summary>How a grain leaves memory: idle or by its own wish, after its running calls, and the next call brings it back.</summary>
public sealed class DeactivationTests
{
    private static readonly TimeSpan s_age = TimeSpan.FromMinutes(15);

    private interface ILeaver : IGrainWithStringKey
    {
        Task<int> Number();

        Task<int> WaitFor(string signal);

        [AlwaysInterleave]
        Task Leave();

        Task Delay(TimeSpan time);
    }

    private interface IKept : IGrainWithStringKey
    {
        Task Call();
    }

    private interface IBroken : IGrainWithStringKey
    {
        Task Leave();

        Task<string> Call();
    }

    [Fact]
    public async Task An_idle_grain_is_deactivated_after_the_collection_age()
    {
        await using var silo = await StartLeaver(options => options.CollectionAge = s_age);
        var grain = silo.Grains.GetGrain<ILeaver>("a");
        Assert.Equal(1, await grain.Number());

        silo.Time.Advance(s_age - TimeSpan.FromMinutes(1));
        Assert.Equal(1, await grain.Number());
        silo.Time.Advance(s_age - TimeSpan.FromMinutes(1));
        Assert.Equal(1, await grain.Number());

        silo.Time.Advance(s_age + TimeSpan.FromMinutes(1));
        await silo.Signals.Reached("left: ActivationIdle");
        Assert.Equal(2, await grain.Number());
    }

    [Fact]
    public async Task A_grain_with_a_running_call_is_not_idle()
    {
        await using var silo = await StartLeaver();
        var call = silo.Grains.GetGrain<ILeaver>("a").WaitFor("end");
        await silo.Signals.Reached("waiting for end");

        silo.Time.Advance(s_age * 2);
        silo.Signals.Set("end");

        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
        Assert.Equal(1, await silo.Grains.GetGrain<ILeaver>("a").Number());
    }

    [Fact]
    public async Task A_kept_grain_is_never_idle()
    {
        await using var silo = await TestSilo.StartAsync<KeptGrain>();
        await silo.Grains.GetGrain<IKept>("a").Call();

        silo.Time.Advance(s_age * 10);

        Assert.Equal(1, silo.Silo.ActivationCount);
    }

    [Fact]
    public async Task A_grain_can_delay_its_deactivation_and_take_that_back()
    {
        await using var silo = await StartLeaver();
        var grain = silo.Grains.GetGrain<ILeaver>("a");

        await grain.Delay(TimeSpan.FromHours(1));
        silo.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(1, await grain.Number());

        await grain.Delay(Timeout.InfiniteTimeSpan);
        silo.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, await grain.Number());

        await grain.Delay(TimeSpan.Zero);
        silo.Time.Advance(s_age + TimeSpan.FromMinutes(1));
        Assert.Equal(2, await grain.Number());
    }

    [Fact]
    public async Task A_grain_that_wants_to_leave_first_ends_its_running_calls()
    {
        await using var silo = await StartLeaver();
        var grain = silo.Grains.GetGrain<ILeaver>("a");

        var running = grain.WaitFor("end");
        await silo.Signals.Reached("waiting for end");
        await grain.Leave().Soon();
        var waiting = grain.Number();
        Assert.False(waiting.IsCompleted);

        silo.Signals.Set("end");
        Assert.Equal(1, await running.Soon());
        Assert.Equal(2, await waiting.Soon());
        await silo.Signals.Reached("left: ApplicationRequested");
    }

    [Fact]
    public async Task Calls_that_arrive_while_a_grain_leaves_go_to_its_next_activation_in_order()
    {
        await using var silo = await StartLeaver();
        var grain = silo.Grains.GetGrain<ILeaver>("slow");

        await grain.Leave().Soon();
        await silo.Signals.Reached("leaving");
        var arrived = Enumerable.Range(0, 10).Select(_ => grain.Number()).ToArray();
        Assert.DoesNotContain(arrived, call => call.IsCompleted);

        silo.Signals.Set("gone");
        Assert.All(await Task.WhenAll(arrived).Soon(), number => Assert.Equal(2, number));
        Assert.Equal(1, silo.Silo.ActivationCount);
    }

    [Fact]
    public async Task A_failing_deactivation_is_logged_and_the_grain_leaves_all_the_same()
    {
        await using var silo = await TestSilo.StartAsync<BrokenGrain>();
        var grain = silo.Grains.GetGrain<IBroken>("fails");

        await grain.Leave();

        Assert.Equal("here", await grain.Call().Soon());
        var logged = await silo.Log.Next(LogLevel.Error);
        Assert.Contains("broken/fails", logged.Text);
        Assert.IsType<FormatException>(logged.Exception);
    }

    [Fact]
    public async Task A_deactivation_that_takes_too_long_is_given_up()
    {
        await using var silo = await TestSilo.StartAsync<BrokenGrain>(options => options.DeactivationTimeout = TimeSpan.FromSeconds(5));
        var grain = silo.Grains.GetGrain<IBroken>("hangs");

        await grain.Leave();
        await silo.Signals.Reached("leaving");
        var next = grain.Call();
        silo.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("here", await next.Soon());
    }

    [Fact]
    public async Task A_grain_that_leaves_is_disposed()
    {
        await using var silo = await TestSilo.StartAsync<BrokenGrain>();

        await silo.Grains.GetGrain<IBroken>("a").Leave();

        await silo.Signals.Reached("disposed");
    }

    private static Task<TestSilo> StartLeaver(Action<EmbeddedSiloOptions>? configure = null) =>
        TestSilo.StartAsync<LeaverGrain>(configure, services => services.AddSingleton<Births>());

    private sealed class LeaverGrain(Signals signals, Births births) : Grain, ILeaver
    {
        private readonly int _number = ++births.Count;

        public Task<int> Number() => Task.FromResult(_number);

        public async Task<int> WaitFor(string signal)
        {
            signals.Set($"waiting for {signal}");
            await signals.Wait(signal);
            return _number;
        }

        public Task Leave()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public Task Delay(TimeSpan time)
        {
            DelayDeactivation(time);
            return Task.CompletedTask;
        }

        public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            signals.Set("leaving");
            if (this.GetPrimaryKeyString() == "slow")
            {
                await signals.Wait("gone");
            }

            signals.Set($"left: {reason.ReasonCode}");
        }
    }

    /// <summary>Counts activations.</summary>
    private sealed class Births
    {
        public int Count { get; set; }
    }

    [KeepAlive]
    private sealed class KeptGrain : Grain, IKept
    {
        public Task Call() => Task.CompletedTask;
    }

    private sealed class BrokenGrain(Signals signals) : Grain, IBroken, IDisposable
    {
        public Task Leave()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public Task<string> Call() => Task.FromResult("here");

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            signals.Set("leaving");
            return this.GetPrimaryKeyString() switch
            {
                "fails" => throw new FormatException("cannot leave"),
                "hangs" => signals.Wait("never"),
                _ => Task.CompletedTask,
            };
        }

        public void Dispose() => signals.Set("disposed");
    }
}
