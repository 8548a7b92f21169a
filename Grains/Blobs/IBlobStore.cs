namespace ActorTraining.Grains.Blobs;

/// <summary>Keeps files by key: artifacts under the hash of their content, checkpoints under trial, attempt and step.</summary>
/// <remarks>All members may be called from any thread and, for what is shared, from any process. One blob store belongs to one experiment store.</remarks>
public interface IBlobStore : IBlobAccess
{
    /// <summary>Removes a blob; does nothing when there is none of this key.</summary>
    Task DeleteAsync(string key, CancellationToken cancel = default);

    /// <summary>Removes a blob unless it was written at or after a time. A write at the same moment is kept, whichever comes first.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="before">The time, by the clock of <see cref="BlobInfo.Written"/>.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Was it removed?</returns>
    Task<bool> DeleteAsync(string key, DateTimeOffset before, CancellationToken cancel = default);

    /// <summary>Lists the blobs whose keys begin with a prefix, in any order. What is written or removed meanwhile may be missing or come twice.</summary>
    /// <param name="prefix">Whole segments with a slash at the end, for example <c>artifacts/</c>; empty for all.</param>
    /// <param name="cancel">Gives up.</param>
    IAsyncEnumerable<BlobInfo> ListAsync(string prefix, CancellationToken cancel = default);
}
