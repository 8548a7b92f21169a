namespace Orleans.Embedded.Streams;

/// <summary>A stream that a grain is producing, as its activation knows it.</summary>
internal interface IGrainStream
{
    /// <summary>Ends the stream: cancels its token, fails a reader that waits, disposes the enumerator. Within a turn of the grain.</summary>
    Task CloseAsync();
}
