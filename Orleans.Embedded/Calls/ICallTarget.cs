namespace Orleans.Embedded.Calls;

/// <summary>Where a request runs: an activation, or an observer.</summary>
internal interface ICallTarget
{
    /// <summary>The object whose method is called.</summary>
    object? Instance { get; }

    /// <summary>Runs an action as a turn of its own, in no order with the requests that wait.</summary>
    void Post(Action action);

    /// <summary>Tells that a request has ended, so that the next may begin. Called within a turn, before the answer is sent.</summary>
    void OnCompleted(Request request);
}
