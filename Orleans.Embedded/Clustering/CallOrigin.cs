namespace Orleans.Embedded.Clustering;

/// <summary>Where the answer to a call from another silo goes.</summary>
internal sealed class CallOrigin(Connection connection, long number, long epoch, CancellationTokenSource? cancellation)
{
    public long Number => number;

    /// <summary>What cancels the token that the called method gets; null where the caller cannot cancel.</summary>
    public CancellationTokenSource? Cancellation => cancellation;

    public void Answer<T>(T result) => connection.Answer(number, result);

    public void Fail(Exception failure) => connection.AnswerFailure(number, failure);

    /// <summary>Tells the sender that the grain is not here, so that it looks again.</summary>
    public void Return() => connection.AnswerNotHere(number, epoch);
}
