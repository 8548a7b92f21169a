using System.Runtime.CompilerServices;

namespace ActorTraining.Grains.Blobs;

/// <summary>Small blobs in one store, large ones in another: a database answers faster for the many small, a folder or bucket is the place for the few large.</summary>
/// <param name="small">For blobs of up to <paramref name="limit"/> bytes.</param>
/// <param name="large">For the others.</param>
/// <param name="limit">In bytes.</param>
public sealed class TieredBlobStore(IBlobStore small, IBlobStore large, int limit = 64 * 1024) : IBlobStore
{
    /// <inheritdoc/>
    public async Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default)
    {
        if (content.Length <= limit)
        {
            // A large one of the same key is out of sight from now on, since the small one is looked for first.
            await small.PutAsync(key, content, cancel);
            return;
        }

        await large.PutAsync(key, content, cancel);
        await small.DeleteAsync(key, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(string key, CancellationToken cancel = default) => await small.OpenAsync(key, cancel) ?? await large.OpenAsync(key, cancel);

    /// <inheritdoc/>
    public async Task DeleteAsync(string key, CancellationToken cancel = default)
    {
        // The large one first: the other way round a crash in between would bring an older one to light.
        await large.DeleteAsync(key, cancel);
        await small.DeleteAsync(key, cancel);
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string key, DateTimeOffset before, CancellationToken cancel = default)
    {
        var removed = await large.DeleteAsync(key, before, cancel);
        return await small.DeleteAsync(key, before, cancel) || removed;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlobInfo> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var blob in small.ListAsync(prefix, cancel))
        {
            yield return blob;
        }

        await foreach (var blob in large.ListAsync(prefix, cancel))
        {
            yield return blob;
        }
    }
}
