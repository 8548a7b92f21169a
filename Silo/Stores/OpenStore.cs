using ActorTraining.Experiments;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Storage;

namespace ActorTraining.Silo.Stores;

/// <summary>The store that this process works on, with the right to do so.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private OpenStore(StoreLocation location, StoreClaim? claim, RelationalStore experiments, IBlobStore blobs) =>
        (Location, Claim, Experiments, Blobs) = (location, claim, experiments, blobs);

    public StoreLocation Location { get; }

    /// <summary>The claim on a database; null for a file, which is locked by itself.</summary>
    public StoreClaim? Claim { get; }

    public RelationalStore Experiments { get; }

    public IBlobStore Blobs { get; }

    /// <summary>Opens a store.</summary>
    /// <param name="location">Where it is.</param>
    /// <param name="files">Where large files of trials go; null for the store's own place.</param>
    /// <param name="patience">How long it bears with a database that is away.</param>
    /// <param name="claim">Claims a database; a file is locked by itself.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreException">It cannot be used; another process may be using it.</exception>
    public static async Task<OpenStore> OpenAsync(StoreLocation location, string? files, TimeSpan patience, Func<StoreLocation, CancellationToken, Task<StoreClaim>> claim, CancellationToken cancel)
    {
        var claimed = location.ConnectionString is null ? null : await claim(location, cancel);
        RelationalStore? store = null;
        try
        {
            store = location.Open(new StoreOptions { WritePatience = patience });
            return new OpenStore(location, claimed, store, BlobLocation.Open(files, location, store));
        }
        catch
        {
            // What was opened is closed again: a lock that is kept would turn the next start away.
            await CloseAsync(store, claimed);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => CloseAsync(Experiments, Claim);

    private static async ValueTask CloseAsync(RelationalStore? store, StoreClaim? claim)
    {
        if (store is not null)
        {
            await store.DisposeAsync();
        }

        if (claim is not null)
        {
            await claim.DisposeAsync();
        }
    }
}
