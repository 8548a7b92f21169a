using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Embedded.Tests.Testing;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

/// <summary>What a call carries there and back: values, exceptions, context, cancellation; and how long its caller waits.</summary>
public sealed class CallTests
{
    private interface IBase : IGrainWithStringKey
    {
        Task<string> Inherited();
    }

    private interface ITarget : IBase
    {
        Task<T1> Pass(T1 message);

        ValueTask<int> Sum(int a, int? b, long c, int[] more);

        ValueTask Nothing();

        Task<int> Overloaded(int value);

        Task<string> Overloaded(string value);

        Task Fail();

        Task FailLater();

        Task WaitFor(string signal);

        [ResponseTimeout("00:10:00")]
        Task WaitLongFor(string signal);

        Task<bool> WaitForCancellation(CancellationToken stop);

        Task<string> Tell(string signal);

        Task<string> TellUnless(string signal, CancellationToken stop);

        [OneWay]
        Task FireAndForget(string signal);

        [OneWay]
        ValueTask FireAndFail();

        [AlwaysInterleave]
        Task<ITarget> Itself();

        Task<string> Through(ITarget other);

        Task<string> ThroughItself();

        Task<object?> Context(string key);

        Task<object?> ContextThrough(ITarget other, string key);
    }

    [Fact]
    public async Task Arguments_and_results_are_passed_by_reference()
    {
        await using var silo = await TestSilo.StartAsync<TargetGrain>();
        var message = new T1("hello");

        Assert.Same(message, await silo.Grains.GetGrain<ITarget>("a").Pass(message));
    }

    [Fact]
    public async Task Arguments_of_every_kind_arrive()
    {
        await using var silo = await TestSilo.StartAsync<TargetGrain>();
        var target = silo.Grains.GetGrain<ITarget>("a");

        Assert.Equal(16, await target.Sum(1, 2, 3, [4, 6]));
        Assert.Equal(4, await target.Sum(1, null, 3, []));
        await target.Nothing();
        Assert.Equal(8, await target.Overloaded(7));
        Assert.Equal("7!", await target.Overloaded("7"));
        Assert.Equal("inherited by a", await target.Inherited());
        Assert.Equal("inherited by a", await ((IBase)target).Inherited());
    }

    [Fact]
    public async Task An_exception_arrives_with_its_type_and_where_it_was_thrown()
    {
        await using var silo = await TestSilo.StartAsync<TargetGrain>();
        var target = silo.Grains.GetGrain<ITarget>("a");

        foreach (var call in new[] { target.Fail, target.FailLater })
        {
            var failure = await Assert.ThrowsAsync<FormatException>(() => call().Soon());
            Assert.Equal("as thrown", failure.Message);
            Assert.Contains(nameof(TargetGrain), failure.StackTrace);
        }
    }

    [Fact]
    public async Task A_caller_that_waits_too_long_gets_a_time_out_and_the_call_goes_on()
    {
        await using var silo = await TestSilo.StartAsync<TargetGrain>(options => options.ResponseTimeout = TimeSpan.FromSeconds(10));
        var target = silo.Grains.GetGrain<ITarget>("a");

        var call = target.WaitFor("end");
        await silo.Signals.Reached("waiting for end");
        silo.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(call.IsCompleted);
        silo.Time.Advance(TimeSpan.FromSeconds(2));

        var timeout = await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
        Assert.Contains("ITarget.WaitFor on target/a did not answer within 00:00:10", timeout.Message);
        silo.Signals.Set("end");
        await silo.Signals.Reached("waited for end");
    }

    [Fact]
    public async Task A_method_can_have_a_time_out_of_its_own()
    {
        await using var silo = await TestSilo.StartAsync<TargetGrain>();

        var call = silo.Grains.GetGrain<ITarget>("a").WaitLongFor("end");
        silo.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.False(call.IsCompleted);
        silo.Time.Advance(TimeSpan.FromMinutes(2));

        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
    }

    [Fact]
    public async Task A_call_that_timed_out_while_it_waited_for_its_turn_is_dropped()
    {
        await using var silo = await TestSilo.StartAsync<TargetGrain>();
        var target = silo.Grains.GetGrain<ITarget>("a");

        var running = target.WaitLongFor("end");
        var waiting = target.Tell("was run");
        silo.Time.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => waiting.Soon());
        silo.Signals.Set("end");
        await running.Soon();

        Assert.Equal("after", await target.Tell("after").Soon());
        Assert.False(silo.Signals.Wait("was run").IsCompleted);
    }

    [Fact]
    public async Task Cancelling_a_call_releases_its_caller_and_tells_the_grain()
    {
        await using var silo = await TestSilo.StartAsync<TargetGrain>();
        using var stop = new CancellationTokenSource();

        var call = silo.Grains.GetGrain<ITarget>("a").WaitForCancellation(stop.Token);
        await silo.Signals.Reached("waiting for cancellation");
        await stop.CancelAsync();

        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Assert.Equal(stop.Token, failure.CancellationToken);
        await silo.Signals.Reached("cancelled on the grain's turn: True");
    }

    [Fact]
    public async Task A_call_cancelled_before_its_turn_does_not_run()
    {
        await using var silo = await TestSilo.StartAsync<TargetGrain>();
        var target = silo.Grains.GetGrain<ITarget>("a");
        using var stop = new CancellationTokenSource();

        var running = target.WaitFor("end");
        var waiting = target.TellUnless("was run", stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Soon());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => target.TellUnless("was run", stop.Token).Soon());
        silo.Signals.Set("end");
        await running.Soon();

        Assert.Equal("after", await target.Tell("after").Soon());
        Assert.False(silo.Signals.Wait("was run").IsCompleted);
    }

    [Fact]
    public async Task A_one_way_call_returns_at_once()
    {
        await using var silo = await TestSilo.StartAsync<TargetGrain>();

        var call = silo.Grains.GetGrain<ITarget>("a").FireAndForget("end");

        Assert.True(call.IsCompletedSuccessfully);
        silo.Signals.Set("end");
        await silo.Signals.Reached("waited for end");
    }

    [Fact]
    public async Task A_failing_one_way_call_is_logged()
    {
        await using var silo = await TestSilo.StartAsync<TargetGrain>();

        await silo.Grains.GetGrain<ITarget>("a").FireAndFail();

        var logged = await silo.Log.Next(LogLevel.Error);
        Assert.Contains("ITarget.FireAndFail on target/a failed", logged.Text);
        Assert.IsType<FormatException>(logged.Exception);
    }

    [Fact]
    public async Task A_grain_that_hands_itself_out_hands_out_a_reference()
    {
        await using var silo = await TestSilo.StartAsync<TargetGrain>();
        var (a, b) = (silo.Grains.GetGrain<ITarget>("a"), silo.Grains.GetGrain<ITarget>("b"));

        Assert.Equal(a, await a.Itself());
        Assert.Equal("b told by a, as TargetGrain of another activation: False", await a.Through(b));
        Assert.Equal("b told by a, as TargetGrain of another activation: False", await b.ThroughItself());
    }

    [Fact]
    public async Task References_to_the_same_grain_are_equal()
    {
        await using var silo = await TestSilo.StartAsync<TargetGrain>();
        var a = silo.Grains.GetGrain<ITarget>("a");

        Assert.Equal(a, silo.Grains.GetGrain<ITarget>("a"));
        Assert.Equal(a.GetHashCode(), silo.Grains.GetGrain<ITarget>("a").GetHashCode());
        Assert.NotEqual(a, silo.Grains.GetGrain<ITarget>("b"));
        Assert.Equal(a, a.AsReference<IBase>());
        Assert.Equal(a, silo.Grains.GetGrain<ITarget>(a.GetGrainId()));
        Assert.Equal("a", a.GetPrimaryKeyString());
        Assert.Equal("target/a", a.GetGrainId().ToString());
    }

    [Fact]
    public async Task The_request_context_travels_with_calls_and_does_not_come_back()
    {
        await using var silo = await TestSilo.StartAsync<TargetGrain>();
        var (a, b) = (silo.Grains.GetGrain<ITarget>("a"), silo.Grains.GetGrain<ITarget>("b"));

        RequestContext.Set("lease", "7");
        Assert.Equal("7", await a.Context("lease"));
        Assert.Equal("7, changed by a", await a.ContextThrough(b, "lease"));
        Assert.Equal("7", RequestContext.Get("lease"));

        Assert.True(RequestContext.Remove("lease"));
        Assert.Null(await a.Context("lease"));
    }

    private sealed record T1(string Text);

    private sealed class TargetGrain(Signals signals) : Grain, ITarget
    {
        public Task<string> Inherited() => Task.FromResult($"inherited by {this.GetPrimaryKeyString()}");

        public Task<T1> Pass(T1 message) => Task.FromResult(message);

        public ValueTask<int> Sum(int a, int? b, long c, int[] more) => new(a + (b ?? 0) + (int)c + more.Sum());

        public ValueTask Nothing() => ValueTask.CompletedTask;

        public Task<int> Overloaded(int value) => Task.FromResult(value + 1);

        public Task<string> Overloaded(string value) => Task.FromResult(value + "!");

        public Task Fail() => throw new FormatException("as thrown");

        public async Task FailLater()
        {
            await Task.Yield();
            throw new FormatException("as thrown");
        }

        public async Task WaitFor(string signal)
        {
            signals.Set($"waiting for {signal}");
            await signals.Wait(signal);
            signals.Set($"waited for {signal}");
        }

        public Task WaitLongFor(string signal) => WaitFor(signal);

        public async Task<bool> WaitForCancellation(CancellationToken stop)
        {
            var turns = TaskScheduler.Current;
            using var registration = stop.Register(() => signals.Set($"cancelled on the grain's turn: {TaskScheduler.Current == turns}"));
            signals.Set("waiting for cancellation");
            await Task.Delay(Timeout.Infinite, stop);
            return true;
        }

        public Task<string> Tell(string signal)
        {
            signals.Set(signal);
            return Task.FromResult(signal);
        }

        public Task<string> TellUnless(string signal, CancellationToken stop) => Tell(signal);

        public Task FireAndForget(string signal) => WaitFor(signal);

        public ValueTask FireAndFail() => throw new FormatException("nobody waits");

        public Task<ITarget> Itself() => Task.FromResult<ITarget>(this);

        public Task<string> Through(ITarget other) => Task.FromResult(
            $"{other.GetPrimaryKeyString()} told by {this.GetPrimaryKeyString()}, as TargetGrain of another activation: {other is TargetGrain}");

        public Task<string> ThroughItself() => GrainFactory.GetGrain<ITarget>("a").Through(this);

        public Task<object?> Context(string key) => Task.FromResult(RequestContext.Get(key));

        public Task<object?> ContextThrough(ITarget other, string key)
        {
            RequestContext.Set(key, $"{RequestContext.Get(key)}, changed by {this.GetPrimaryKeyString()}");
            return other.Context(key);
        }
    }
}
