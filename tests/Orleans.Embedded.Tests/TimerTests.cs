using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Embedded.Tests.Testing;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

/// <summary>Timers of grains: their ticks are turns, take their time, and do not overlap.</summary>
public sealed class TimerTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private interface IClock : IGrainWithStringKey
    {
        Task Start(TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive);

        /// <summary>The number of ticks, and, as a call that waits for its turn, a way to wait for the end of a tick.</summary>
        Task<int> Ticks();

        [AlwaysInterleave]
        Task<int> TicksBegun();

        Task WaitFor(string signal);

        [AlwaysInterleave]
        Task Change(TimeSpan dueTime, TimeSpan period);

        [AlwaysInterleave]
        Task Stop();

        Task Leave();
    }

    [Fact]
    public async Task A_timer_ticks_after_its_due_time_and_then_every_period()
    {
        await using var silo = await TestSilo.StartAsync<ClockGrain>();
        var clock = await Start(silo, "plain", 3 * s_second, s_second);

        silo.Time.Advance(2 * s_second);
        Assert.Equal(0, await clock.Ticks());
        silo.Time.Advance(s_second);
        Assert.Equal(1, await clock.Ticks());
        silo.Time.Advance(s_second);
        Assert.Equal(2, await clock.Ticks());
    }

    [Fact]
    public async Task A_timer_without_a_period_ticks_once()
    {
        await using var silo = await TestSilo.StartAsync<ClockGrain>();
        var clock = await Start(silo, "plain", s_second, Timeout.InfiniteTimeSpan);

        silo.Time.Advance(s_second);
        Assert.Equal(1, await clock.Ticks());
        silo.Time.Advance(10 * s_second);
        Assert.Equal(1, await clock.Ticks());
    }

    [Fact]
    public async Task A_tick_waits_for_its_turn()
    {
        await using var silo = await TestSilo.StartAsync<ClockGrain>();
        var clock = await Start(silo, "plain", s_second, s_second);

        var call = clock.WaitFor("end");
        silo.Time.Advance(s_second);
        Assert.Equal(0, await clock.TicksBegun().Soon());

        silo.Signals.Set("end");
        await call.Soon();
        Assert.Equal(1, await clock.Ticks());
    }

    [Fact]
    public async Task An_interleaving_tick_runs_while_a_call_awaits()
    {
        await using var silo = await TestSilo.StartAsync<ClockGrain>();
        var clock = await Start(silo, "plain", s_second, s_second, interleave: true);

        var call = clock.WaitFor("end");
        silo.Time.Advance(s_second);

        Assert.Equal(1, await clock.TicksBegun().Soon());
        silo.Signals.Set("end");
        await call.Soon();
    }

    [Fact]
    public async Task Ticks_do_not_overlap_and_the_period_counts_from_the_end_of_a_tick()
    {
        await using var silo = await TestSilo.StartAsync<ClockGrain>();
        var clock = await Start(silo, "slow", s_second, s_second, interleave: true);

        silo.Time.Advance(s_second);
        await silo.Signals.Reached("tick 1");
        silo.Time.Advance(10 * s_second);
        Assert.Equal(1, await clock.TicksBegun());

        silo.Signals.Set("end of tick 1");
        await silo.Signals.Reached("tick 1 ended");
        Assert.Equal(1, await clock.TicksBegun());
        silo.Time.Advance(s_second);
        await silo.Signals.Reached("tick 2");
        silo.Signals.Set("end of tick 2");
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("fails")]
    public async Task A_failing_tick_is_logged_and_the_timer_goes_on(string how)
    {
        await using var silo = await TestSilo.StartAsync<ClockGrain>();
        var clock = await Start(silo, how, s_second, s_second);

        silo.Time.Advance(s_second);
        Assert.Equal(1, await clock.Ticks());
        silo.Time.Advance(s_second);
        Assert.Equal(2, await clock.Ticks());

        var logged = await silo.Log.Next(LogLevel.Warning);
        Assert.Contains($"clock/{how}", logged.Text);
        Assert.IsType<FormatException>(logged.Exception);
    }

    [Fact]
    public async Task A_disposed_timer_does_not_tick_and_its_running_tick_is_told()
    {
        await using var silo = await TestSilo.StartAsync<ClockGrain>();
        var clock = await Start(silo, "listens", s_second, s_second);

        silo.Time.Advance(s_second);
        await silo.Signals.Reached("tick 1");
        await clock.Stop().Soon();
        Assert.Equal(1, await clock.Ticks().Soon());

        silo.Time.Advance(10 * s_second);
        Assert.Equal(1, await clock.Ticks());
    }

    [Fact]
    public async Task A_changed_timer_ticks_at_its_new_times()
    {
        await using var silo = await TestSilo.StartAsync<ClockGrain>();
        var clock = await Start(silo, "plain", s_second, s_second);

        await clock.Change(10 * s_second, 5 * s_second);
        silo.Time.Advance(9 * s_second);
        Assert.Equal(0, await clock.Ticks());
        silo.Time.Advance(s_second);
        Assert.Equal(1, await clock.Ticks());
        silo.Time.Advance(5 * s_second);
        Assert.Equal(2, await clock.Ticks());
    }

    [Fact]
    public async Task A_change_during_a_tick_counts_from_the_end_of_the_tick()
    {
        await using var silo = await TestSilo.StartAsync<ClockGrain>();
        var clock = await Start(silo, "slow", s_second, s_second, interleave: true);

        silo.Time.Advance(s_second);
        await silo.Signals.Reached("tick 1");
        await clock.Change(3 * s_second, s_second);
        silo.Signals.Set("end of tick 1");
        await silo.Signals.Reached("tick 1 ended");
        await clock.Ticks().Soon();

        silo.Time.Advance(2 * s_second);
        Assert.Equal(1, await clock.TicksBegun());
        silo.Time.Advance(s_second);
        await silo.Signals.Reached("tick 2");
        silo.Signals.Set("end of tick 2");
    }

    [Fact]
    public async Task A_timer_that_keeps_alive_keeps_its_grain_in_memory()
    {
        await using var silo = await TestSilo.StartAsync<ClockGrain>();
        var minute = TimeSpan.FromMinutes(1);
        await Start(silo, "kept", minute, minute, keepAlive: true);
        await Start(silo, "not kept", minute, minute);

        for (var i = 1; i <= 30; i++)
        {
            silo.Time.Advance(minute);
            await silo.Signals.Reached($"tick {i} of kept");
            if (i < 15)
            {
                await silo.Signals.Reached($"tick {i} of not kept");
            }
        }

        await silo.Signals.Reached("not kept left");
        Assert.Equal(1, silo.Silo.ActivationCount);
    }

    [Fact]
    public async Task Timers_end_with_their_activation()
    {
        await using var silo = await TestSilo.StartAsync<ClockGrain>();
        var clock = await Start(silo, "plain", s_second, s_second);

        await clock.Leave();
        await silo.Signals.Reached("plain left");
        silo.Time.Advance(10 * s_second);

        Assert.Equal(0, await clock.Ticks());
    }

    [Fact]
    public async Task Impossible_times_are_refused()
    {
        await using var silo = await TestSilo.StartAsync<ClockGrain>();
        var clock = silo.Grains.GetGrain<IClock>("plain");

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => clock.Start(TimeSpan.FromSeconds(-2), s_second, false, false));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => clock.Start(s_second, TimeSpan.FromDays(50), false, false));
    }

    private static async Task<IClock> Start(
        TestSilo silo, string name, TimeSpan dueTime, TimeSpan period, bool interleave = false, bool keepAlive = false)
    {
        var clock = silo.Grains.GetGrain<IClock>(name);
        await clock.Start(dueTime, period, interleave, keepAlive);
        return clock;
    }

    /// <summary>A grain whose name says how its timer ticks.</summary>
    private sealed class ClockGrain(Signals signals) : Grain, IClock
    {
        private IGrainTimer? _timer;
        private int _ticks;

        public Task Start(TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive)
        {
            _timer = this.RegisterGrainTimer(
                Tick, new GrainTimerCreationOptions { DueTime = dueTime, Period = period, Interleave = interleave, KeepAlive = keepAlive });
            return Task.CompletedTask;
        }

        public Task<int> Ticks() => Task.FromResult(_ticks);

        public Task<int> TicksBegun() => Task.FromResult(_ticks);

        public Task WaitFor(string signal) => signals.Wait(signal);

        public Task Change(TimeSpan dueTime, TimeSpan period)
        {
            _timer!.Change(dueTime, period);
            return Task.CompletedTask;
        }

        public Task Stop()
        {
            _timer!.Dispose();
            return Task.CompletedTask;
        }

        public Task Leave()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            signals.Set($"{this.GetPrimaryKeyString()} left");
            return Task.CompletedTask;
        }

        private Task Tick(CancellationToken stop)
        {
            var tick = ++_ticks;
            signals.Set($"tick {tick}");
            signals.Set($"tick {tick} of {this.GetPrimaryKeyString()}");
            return this.GetPrimaryKeyString() switch
            {
                "throws" => throw new FormatException("at once"),
                "fails" => FailLater(),
                "listens" => Task.Delay(Timeout.Infinite, stop),
                "slow" => EndWhenTold(tick),
                _ => Task.CompletedTask,
            };
        }

        private async Task EndWhenTold(int tick)
        {
            await signals.Wait($"end of tick {tick}");
            signals.Set($"tick {tick} ended");
        }

        private static async Task FailLater()
        {
            await Task.Yield();
            throw new FormatException("later");
        }
    }
}
