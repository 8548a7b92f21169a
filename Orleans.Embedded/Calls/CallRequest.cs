using Orleans.Embedded.Clustering;

namespace Orleans.Embedded.Calls;

/// <summary>A call that waits for its turn, here or in another silo.</summary>
internal abstract class CallRequest(GrainCall call) : Request
{
    private Connection? _connection;
    private long _number;

    public GrainCall Call => call;

    public sealed override bool AlwaysInterleaves => call.Method.AlwaysInterleaves;

    public sealed override Dictionary<string, object>? Context => call.Context;

    /// <summary>Whether the caller cancelled the token it passed; then it has been abandoned as well.</summary>
    public virtual bool IsCancelled => false;

    /// <summary>Takes the answer of another silo.</summary>
    public abstract void CompleteFrom(ReadOnlySpan<byte> result, MessageCodec codec);

    /// <summary>The call is on its way to another silo, which is told when nobody waits any more.</summary>
    public void TravelsBy(Connection connection, long number)
    {
        _number = number;
        Volatile.Write(ref _connection, connection);
        if (IsAbandoned)
        {
            AbandonElsewhere();
        }
    }

    public sealed override string ToString() => call.ToString();

    protected void AbandonElsewhere() => Volatile.Read(ref _connection)?.Abandon(_number, IsCancelled);
}
