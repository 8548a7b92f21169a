using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Timers;

/// <summary>A tick that waits for its turn. There is one per timer, since ticks do not overlap.</summary>
internal sealed class TimerTick(GrainTimer timer, GrainTimerCreationOptions options) : Request
{
    public override bool AlwaysInterleaves => options.Interleave;

    public override bool KeepsAlive => options.KeepAlive;

    public override bool OutlivesActivation => false;

    public override async Task RunAsync(ICallTarget target)
    {
        await timer.TickAsync();
        target.OnCompleted(this);
    }

    public override void Reject(Exception reason)
    {
        // Nobody waits for a tick.
    }
}
