using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Embedded.Tests.Testing;

namespace Orleans.Embedded.Tests;

/// <summary>Turns: a grain's code never runs in parallel with itself, and comes back to the grain after every await.</summary>
public sealed class TurnTests
{
    private interface ILedger : IGrainWithIntegerKey
    {
        Task Add(int item);

        Task AddSlowly(int item);

        [AlwaysInterleave]
        Task Touch();

        Task<List<int>> Items();

        Task<int> MostAtOnce();
    }

    private interface IScheduling : IGrainWithIntegerKey
    {
        Task<bool> ComesBackAfterAwait();

        Task<bool> LeavesWithTaskRun();

        Task<bool> ComesBackAfterTaskRun();

        Task<bool> StartsTasksOnItsOwnTurns();
    }

    private interface IFlow : IGrainWithIntegerKey
    {
        Task SetAmbient(string value);

        Task<string?> ReadAmbient();
    }

    private interface IEcho : IGrainWithIntegerKey
    {
        Task<int> Echo(int value);
    }

    [Fact]
    public async Task Turns_of_a_grain_never_run_in_parallel()
    {
        await using var silo = await TestSilo.StartAsync<LedgerGrain>();
        var ledger = silo.Grains.GetGrain<ILedger>(0);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => (i % 3) switch
        {
            0 => ledger.Add(i),
            1 => ledger.AddSlowly(i),
            _ => ledger.Touch(),
        }))).Soon();

        Assert.Equal(1, await ledger.MostAtOnce());
        Assert.Equal(334, (await ledger.Items()).Count);
    }

    [Fact]
    public async Task A_call_waits_until_the_one_before_has_completed()
    {
        await using var silo = await TestSilo.StartAsync<LedgerGrain>();
        var ledger = silo.Grains.GetGrain<ILedger>(0);

        var slow = ledger.AddSlowly(1);
        var quick = ledger.Add(2);
        await Task.WhenAll(slow, quick).Soon();

        Assert.Equal([1, 2], await ledger.Items());
    }

    [Fact]
    public async Task Calls_of_one_caller_run_in_the_order_in_which_they_were_made()
    {
        await using var silo = await TestSilo.StartAsync<LedgerGrain>();
        var ledger = silo.Grains.GetGrain<ILedger>(0);

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(ledger.Add)).Soon();

        Assert.Equal(Enumerable.Range(0, 1000), await ledger.Items());
    }

    [Fact]
    public async Task After_an_await_code_runs_on_the_grains_own_scheduler()
    {
        await using var silo = await TestSilo.StartAsync<SchedulingGrain>();
        var grain = silo.Grains.GetGrain<IScheduling>(0);

        Assert.True(await grain.ComesBackAfterAwait());
        Assert.True(await grain.LeavesWithTaskRun());
        Assert.True(await grain.ComesBackAfterTaskRun());
        Assert.True(await grain.StartsTasksOnItsOwnTurns());
    }

    [Fact]
    public async Task Ambient_values_do_not_leak_between_callers_and_calls()
    {
        await using var silo = await TestSilo.StartAsync<FlowGrain>();
        var grain = silo.Grains.GetGrain<IFlow>(0);

        FlowGrain.Ambient.Value = "the test's";
        Assert.Null(await grain.ReadAmbient());
        await grain.SetAmbient("another call's");
        Assert.Null(await grain.ReadAmbient());
        Assert.Equal("the test's", FlowGrain.Ambient.Value);
    }

    [Fact]
    public async Task Callers_that_never_pause_do_not_starve_the_thread_pool()
    {
        await using var silo = await TestSilo.StartAsync<EchoGrain>();
        using var stop = new CancellationTokenSource();
        var busy = Enumerable.Range(1, 64).Select(key => Task.Run(() => KeepCalling(silo.Grains.GetGrain<IEcho>(key), stop.Token))).ToArray();

        for (var i = 0; i < 200; i++)
        {
            var turn = new TaskCompletionSource();
            ThreadPool.UnsafeQueueUserWorkItem(static turn => turn.SetResult(), turn, preferLocal: false);
            await turn.Task.Soon();
            Assert.Equal(i, await silo.Grains.GetGrain<IEcho>(0).Echo(i).Soon());
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(busy).Soon(), calls => Assert.True(calls > 0));

        static async Task<int> KeepCalling(IEcho grain, CancellationToken stop)
        {
            var calls = 0;
            do
            {
                await grain.Echo(calls++);
            }
            while (!stop.IsCancellationRequested);
            return calls;
        }
    }

    [Fact]
    public async Task Thousands_of_waiting_calls_need_no_threads()
    {
        await using var silo = await TestSilo.StartAsync<WaitingGrain>();

        var waiting = Enumerable.Range(0, 5000).Select(key => silo.Grains.GetGrain<IWaiting>(key).WaitFor("go")).ToArray();
        silo.Signals.Set("go");

        await Task.WhenAll(waiting).Soon();
        Assert.Equal(5000, silo.Silo.ActivationCount);
    }

    private interface IWaiting : IGrainWithIntegerKey
    {
        Task WaitFor(string signal);
    }

    private sealed class WaitingGrain(Signals signals) : Grain, IWaiting
    {
        public Task WaitFor(string signal) => signals.Wait(signal);
    }

    private sealed class EchoGrain : Grain, IEcho
    {
        public Task<int> Echo(int value) => Task.FromResult(value);
    }

    private sealed class LedgerGrain : Grain, ILedger
    {
        private readonly List<int> _items = [];
        private int _atOnce;
        private int _mostAtOnce;

        public Task Add(int item)
        {
            Turn(() => _items.Add(item));
            return Task.CompletedTask;
        }

        public async Task AddSlowly(int item)
        {
            for (var i = 0; i < 5; i++)
            {
                Turn(() => Thread.SpinWait(100));
                await Task.Yield();
            }

            Turn(() => _items.Add(item));
        }

        public async Task Touch()
        {
            Turn(() => Thread.SpinWait(100));
            await Task.Yield();
            Turn(() => Thread.SpinWait(100));
        }

        public Task<List<int>> Items() => Task.FromResult(_items);

        public Task<int> MostAtOnce() => Task.FromResult(_mostAtOnce);

        private void Turn(Action action)
        {
            _mostAtOnce = Math.Max(_mostAtOnce, Interlocked.Increment(ref _atOnce));
            action();
            Interlocked.Decrement(ref _atOnce);
        }
    }

    private sealed class SchedulingGrain : Grain, IScheduling
    {
        public async Task<bool> ComesBackAfterAwait()
        {
            var before = TaskScheduler.Current;
            await Task.Yield();
            return before != TaskScheduler.Default && TaskScheduler.Current == before;
        }

        public async Task<bool> LeavesWithTaskRun() => await Task.Run(() => TaskScheduler.Current) == TaskScheduler.Default;

        public async Task<bool> ComesBackAfterTaskRun()
        {
            var before = TaskScheduler.Current;
            await Task.Run(() => Task.Yield());
            return TaskScheduler.Current == before;
        }

        public async Task<bool> StartsTasksOnItsOwnTurns() => await Task.Factory.StartNew(() => TaskScheduler.Current) == TaskScheduler.Current;
    }

    private sealed class FlowGrain : Grain, IFlow
    {
        public static AsyncLocal<string?> Ambient { get; } = new();

        public Task SetAmbient(string value)
        {
            Ambient.Value = value;
            return Task.CompletedTask;
        }

        public Task<string?> ReadAmbient() => Task.FromResult(Ambient.Value);
    }
}
