namespace Orleans.Embedded.Calls;

/// <summary>Something that waits for its turn at a grain or observer: a call, a tick of a timer, a step of a stream.</summary>
internal abstract class Request
{
    /// <summary>Whether it may begin while other requests await something, in a grain that is not reentrant.</summary>
    public virtual bool AlwaysInterleaves => false;

    /// <summary>Whether it counts as activity of the grain.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Whether it may run at the next activation where this one ends first.</summary>
    public virtual bool OutlivesActivation => true;

    /// <summary>Whether nobody waits for it any more; then it is dropped instead of begun.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>Where it waits or runs.</summary>
    public ICallTarget? Target { get; set; }

    /// <summary>The <see cref="Runtime.RequestContext"/> it came with.</summary>
    public virtual Dictionary<string, object>? Context => null;

    /// <summary>Runs within a turn of the target; reports every failure to whoever waits, and the end to the target.</summary>
    public abstract Task RunAsync(ICallTarget target);

    /// <summary>The request will not run; whoever waits for it is told why.</summary>
    public abstract void Reject(Exception reason);
}
