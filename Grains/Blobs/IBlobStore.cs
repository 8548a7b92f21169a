namespace ActorTraining.Grains.Blobs;

/// <summary>Keeps files by key: artifacts under the hash of their content, checkpoints under trial, attempt and step.</summary>
public interface IBlobStore
{
    /// <summary>Stores a blob, all or nothing; it is durable when the call returns. One of the same key is replaced.</summary>
    /// <param name="key">Segments of letters, digits, dots and dashes, separated by slashes.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="cancel">Gives up; nothing is stored then.</param>
    Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default);

    /// <summary>Opens a blob; null when there is none of this key.</summary>
    Task<Stream?> OpenAsync(string key, CancellationToken cancel = default);

    /// <summary>Removes a blob; does nothing when there is none of this key.</summary>
    Task DeleteAsync(string key, CancellationToken cancel = default);
}
