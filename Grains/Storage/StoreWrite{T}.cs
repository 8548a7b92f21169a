namespace ActorTraining.Grains.Storage;

/// <summary>A write with an answer.</summary>
/// <param name="rows">The rows that it writes.</param>
/// <param name="apply">Writes; the second argument is <see cref="StoreWrite.InDoubt"/>.</param>
internal sealed class StoreWrite<T>(int rows, Func<StoreWriter, bool, T> apply) : StoreWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _answer = default!;

    public Task<T> Done => _done.Task;

    public override int Rows => rows;

    public override void Apply(StoreWriter writer) => _answer = apply(writer, InDoubt);

    public override void Succeed() => _done.SetResult(_answer);

    public override void Fail(Exception error) => _done.SetException(error);
}
