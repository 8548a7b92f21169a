using ActorTraining.Grains.Trials;
using ActorTraining.Silo.Slots;

namespace ActorTraining.Silo.Tests.Slots;

public sealed class SlotPoolTests : IAsyncDisposable
{
    private readonly SlotPool _pool = new("s", [DeviceSpec.Cpu(2), DeviceSpec.Cuda(0, 2) with { Memory = 9_000 }]);
    private readonly ManualResetEventSlim _go = new();
    private readonly TaskCompletionSource _settled = new();

    public async ValueTask DisposeAsync()
    {
        _go.Set();
        _settled.TrySetResult();
        await _pool.DrainAsync(TimeSpan.FromSeconds(10));
        _pool.Dispose();
        _go.Dispose();
    }

    [Fact]
    public void Every_slot_tells_its_device_and_its_share_of_the_memory() => Assert.Equal(
        [("cpu:0", "cpu", 0), ("cpu:1", "cpu", 0), ("cuda:0/0", "cuda", 0), ("cuda:0/1", "cuda", 0)],
        _pool.Status().Select(slot => (slot.Slot, slot.Device, slot.Index)));

    [Fact]
    public void Slots_of_a_shared_device_share_its_memory() => Assert.All(_pool.Status().Skip(2), slot => Assert.Equal(4_500, slot.Memory));

    [Fact]
    public async Task Work_runs_on_the_first_slot_and_keeps_the_others_until_it_has_ended()
    {
        var thread = "";
        var work = Work(1, () => thread = Thread.CurrentThread.Name!);
        var start = _pool.TryRun(["cuda:0/1", "cuda:0/0"], work);

        Assert.Null(start.Refusal);
        Assert.Equal([null, null, work.Lease, work.Lease], _pool.Status().Select(slot => slot.Lease));
        Assert.Equal([false, false, true, false], _pool.Status().Select(slot => slot.Reserved));
        _go.Set();
        await start.Done!.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("slot cuda:0/1", thread);
        Assert.All(_pool.Status(), slot => Assert.Equal((null, null, false), (slot.Lease, slot.Trial, slot.Reserved)));
    }

    [Fact]
    public void A_slot_that_is_busy_or_kept_refuses_other_work_and_nothing_else_is_taken()
    {
        _pool.TryRun(["cpu:0", "cpu:1"], Work(7));

        Assert.Equal(new SlotStart(null, "the slot cpu:1 of the silo s is taken by trial 7 of 'e'"), _pool.TryRun(["cuda:0/0", "cpu:1"], Work(8)));
        Assert.Equal(new SlotStart(null, "the silo s has no slot cuda:7"), _pool.TryRun(["cuda:0/0", "cuda:7"], Work(8)));
        Assert.Null(_pool.Status()[2].Lease);
    }

    [Fact]
    public async Task A_pool_that_drains_says_so_and_takes_nothing()
    {
        var left = 0;
        _pool.TryRun(["cpu:0", "cpu:1"], Work(1) with { Leave = () => Interlocked.Increment(ref left) });
        var drained = _pool.DrainAsync(TimeSpan.FromSeconds(60));

        Assert.True(_pool.Closing.IsCancellationRequested);
        Assert.Equal(new SlotStart(null, "the silo s is about to stop"), _pool.TryRun(["cuda:0/0"], Work(2)));
        Assert.True(left > 0);
        _go.Set();
        _settled.SetResult();
        Assert.True(await drained.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_slot_is_free_again_after_work_that_throws()
    {
        var start = _pool.TryRun(["cpu:0", "cpu:1"], Work(1, () => throw new InvalidOperationException()));
        _go.Set();
        await start.Done!.WaitAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(_pool.TryRun(["cpu:1"], Work(2)).Done);
    }

    private SlotWork Work(int trial, Action? body = null) => new(Guid.NewGuid(), "e", trial, () =>
    {
        _go.Wait();
        body?.Invoke();
    }, _settled.Task, () => { });
}
