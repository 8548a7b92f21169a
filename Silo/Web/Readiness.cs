namespace ActorTraining.Silo.Web;

/// <summary>Whether this silo takes work, for those who ask <c>/readyz</c>.</summary>
internal sealed class Readiness
{
    private volatile string _state = "starting";

    /// <summary>The state in a word: <c>starting</c>, <c>ready</c>, <c>disconnected</c>, <c>draining</c>.</summary>
    public string State => _state;

    /// <summary>Whether it takes work.</summary>
    public bool IsReady => _state == "ready";

    /// <summary>It takes work from now on.</summary>
    public void Ready() => Move("ready");

    /// <summary>It has lost the others for the moment.</summary>
    public void Disconnected() => Move("disconnected");

    /// <summary>It is about to stop, which is not taken back.</summary>
    public void Draining() => _state = "draining";

    private void Move(string state)
    {
        if (_state != "draining")
        {
            _state = state;
        }
    }
}
