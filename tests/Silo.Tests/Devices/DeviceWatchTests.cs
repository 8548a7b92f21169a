using ActorTraining.Experiments;
using ActorTraining.Silo.Devices;
using ActorTraining.Silo.Slots;

namespace ActorTraining.Silo.Tests.Devices;

public sealed class DeviceWatchTests
{
    private static readonly DeviceLoad First = new(0.5, 1L << 30, 61), Second = new(0.7, 2L << 30, 62);

    [Fact]
    public async Task The_driver_is_asked_again_and_again_and_the_GPU_tells_its_last_answer()
    {
        using var slots = new SlotPool("s", [DeviceSpec.Cpu(1), DeviceSpec.Cuda(0, 2)]);
        var clock = new HandTimer();
        var asked = 0;
        var again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = new DeviceWatch(slots, clock, () =>
        {
            if (++asked == 3)
            {
                again.SetResult();
            }

            // What was told before is noted before it is asked for the next.
            Assert.Equal(asked switch { 1 => null, 2 => First, _ => Second }, slots.Devices[1].Load);
            clock.Tick();
            return [new Gpu(0, "H200", 0, asked == 1 ? First : Second), new Gpu(1, "of another silo", 0, First)];
        });

        await watch.StartAsync(TestContext.Current.CancellationToken);
        await again.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Null(slots.Devices[0].Load);
        await watch.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(watch.ExecuteTask!.IsCanceled, watch.ExecuteTask.Exception?.ToString());
        await slots.DrainAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Where_there_is_no_GPU_nobody_is_asked()
    {
        using var slots = new SlotPool("s", [DeviceSpec.Cpu(1)]);
        using var watch = new DeviceWatch(slots, TimeProvider.System, () => throw new InvalidOperationException("asked"));

        await watch.StartAsync(TestContext.Current.CancellationToken);
        await watch.ExecuteTask!;

        await slots.DrainAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>Its timers go off when the test says so.</summary>
    private sealed class HandTimer : TimeProvider
    {
        private TimerCallback? _callback;
        private object? _state;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, _state) = (callback, state);
            return new Handle();
        }

        public void Tick() => _callback!(_state);

        private sealed class Handle : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
