namespace ActorTraining.Grains.Storage;

/// <summary>Refuses one write of a batch; its cause is what the caller gets.</summary>
internal sealed class RefusedWriteException(Exception cause) : Exception(cause.Message, cause);
