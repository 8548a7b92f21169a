namespace ActorTraining.Grains.Storage;

/// <summary>A write with an answer.</summary>
internal sealed class StoreWrite<T>(int rows, Func<StoreConnection, T> apply) : StoreWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _answer = default!;

    public Task<T> Done => _done.Task;

    public override int Rows => rows;

    public override void Apply(StoreConnection connection) => _answer = apply(connection);

    public override void Succeed() => _done.SetResult(_answer);

    public override void Fail(Exception error) => _done.SetException(error);
}
