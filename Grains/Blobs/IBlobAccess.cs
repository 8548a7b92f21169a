namespace ActorTraining.Grains.Blobs;

/// <summary>Stores files by key and gives them back: what a running trial needs of a <see cref="IBlobStore"/>, which may be on another machine.</summary>
/// <remarks>All members may be called from any thread.</remarks>
public interface IBlobAccess
{
    /// <summary>Stores a blob, all or nothing; it is durable when the call returns. One of the same key is replaced.</summary>
    /// <param name="key">Segments of letters, digits, dots and dashes, separated by slashes.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="cancel">Gives up; nothing is stored then.</param>
    Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default);

    /// <summary>Opens a blob; null when there is none of this key.</summary>
    Task<Stream?> OpenAsync(string key, CancellationToken cancel = default);
}
