using Microsoft.Extensions.Logging;
using Orleans.Embedded.Tests.Testing;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

/// <summary>How a silo stops: no new calls, running ones end, every grain is deactivated; what does not end in time is given up.</summary>
public sealed class StopTests
{
    private interface IWorker : IGrainWithStringKey
    {
        Task WaitFor(string signal);

        Task Call();

        Task CallAfter(string signal, string other);
    }

    [Fact]
    public async Task A_stop_waits_for_running_calls_and_deactivates_every_grain()
    {
        await using var silo = await TestSilo.StartAsync<WorkerGrain>();
        var running = silo.Grains.GetGrain<IWorker>("a").WaitFor("end");
        await silo.Signals.Reached("a waits");
        await silo.Grains.GetGrain<IWorker>("b").Call();

        var stop = silo.Silo.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stop.IsCompleted);
        silo.Signals.Set("end");

        await running.Soon();
        await stop.Soon();
        await silo.Signals.Reached("a left: ShuttingDown");
        await silo.Signals.Reached("b left: ShuttingDown");
        Assert.Equal(0, silo.Silo.ActivationCount);
    }

    [Fact]
    public async Task Running_calls_can_still_call_other_grains()
    {
        await using var silo = await TestSilo.StartAsync<WorkerGrain>();
        var running = silo.Grains.GetGrain<IWorker>("a").CallAfter("stopping", "b");
        await silo.Signals.Reached("a waits");

        var stop = silo.Silo.StopAsync(TestContext.Current.CancellationToken);
        silo.Signals.Set("stopping");

        await running.Soon();
        await stop.Soon();
        await silo.Signals.Reached("b left: ShuttingDown");
    }

    [Fact]
    public async Task After_the_drain_time_idle_grains_are_deactivated_while_others_still_run()
    {
        await using var silo = await TestSilo.StartAsync<WorkerGrain>(options => options.DrainTimeout = TimeSpan.FromSeconds(5));
        var running = silo.Grains.GetGrain<IWorker>("a").WaitFor("end");
        await silo.Signals.Reached("a waits");
        await silo.Grains.GetGrain<IWorker>("b").Call();

        var stop = silo.Silo.StopAsync(TestContext.Current.CancellationToken);
        silo.Time.Advance(TimeSpan.FromSeconds(5));
        await silo.Signals.Reached("b left: ShuttingDown");

        Assert.False(stop.IsCompleted);
        silo.Signals.Set("end");
        await Task.WhenAll(running, stop).Soon();
    }

    [Fact]
    public async Task A_stopping_silo_refuses_new_calls_and_in_the_end_those_that_wait()
    {
        await using var silo = await TestSilo.StartAsync<WorkerGrain>();
        var worker = silo.Grains.GetGrain<IWorker>("a");
        var running = worker.WaitFor("end");
        await silo.Signals.Reached("a waits");
        var waiting = worker.Call();

        var stop = silo.Silo.StopAsync(TestContext.Current.CancellationToken);
        silo.Time.Advance(TimeSpan.FromSeconds(5));
        var refusal = await Assert.ThrowsAsync<SiloUnavailableException>(() => silo.Grains.GetGrain<IWorker>("b").Call().Soon());
        Assert.Contains("shutting down", refusal.Message);

        silo.Signals.Set("end");
        await running.Soon();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => waiting.Soon());
        await stop.Soon();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => worker.Call().Soon());
    }

    [Fact]
    public async Task What_does_not_end_in_time_is_given_up()
    {
        await using var silo = await TestSilo.StartAsync<WorkerGrain>(options => options.StopTimeout = TimeSpan.FromSeconds(10));
        var stuck = silo.Grains.GetGrain<IWorker>("a").WaitFor("never");
        await silo.Signals.Reached("a waits");

        var stop = silo.Silo.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stop.IsCompleted);
        silo.Time.Advance(TimeSpan.FromSeconds(10));

        await stop.Soon();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => stuck.Soon());
        Assert.Contains("worker/a", (await silo.Log.Next(LogLevel.Warning)).Text);
    }

    [Fact]
    public async Task A_stop_that_is_cancelled_gives_up_at_once()
    {
        await using var silo = await TestSilo.StartAsync<WorkerGrain>();
        var stuck = silo.Grains.GetGrain<IWorker>("a").WaitFor("never");

        await silo.Silo.StopAsync(new CancellationToken(canceled: true)).Soon();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => stuck.Soon());
    }

    [Fact]
    public async Task A_second_stop_does_nothing()
    {
        await using var silo = await TestSilo.StartAsync<WorkerGrain>();

        await silo.Silo.StopAsync(TestContext.Current.CancellationToken).Soon();
        await silo.Silo.StopAsync(TestContext.Current.CancellationToken).Soon();
    }

    private sealed class WorkerGrain(Signals signals) : Grain, IWorker
    {
        public async Task WaitFor(string signal)
        {
            signals.Set($"{this.GetPrimaryKeyString()} waits");
            await signals.Wait(signal);
        }

        public Task Call() => Task.CompletedTask;

        public async Task CallAfter(string signal, string other)
        {
            await WaitFor(signal);
            await GrainFactory.GetGrain<IWorker>(other).Call();
        }

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            signals.Set($"{this.GetPrimaryKeyString()} left: {reason.ReasonCode}");
            return Task.CompletedTask;
        }
    }
}
