using ActorTraining.Grains.Storage;

namespace ActorTraining.Grains.Blobs;

/// <summary>Removes the blobs that no experiment refers to any more: what deleted experiments, lost attempts and crashes have left.</summary>
/// <remarks>
/// <para>May run at any time, beside running trials and in several processes at once, and never removes a blob that is referred to or is going to be:</para>
/// <para>
/// A reference is stored by the report of an attempt, and the same attempt has written the blob before, after its start was stored. Now take a blob that is
/// removed here, and an attempt that refers to it sooner or later. (1) If the attempt was running when the collection asked for the oldest running trial, the
/// blob was written after the time that was answered, hence is too young to be removed. (2) If it had ended by then, its references had been stored with its
/// end, and the look for references, which comes later, has found them. (3) If it started afterwards, it writes the blob afterwards, even where an equal one
/// is there already; and a store removes "unless written since" as one step, so that the write is either seen and keeps the blob, or comes after the removal
/// and brings it back. Attempts that are lost or superseded may write as well, but their reports are refused, so nothing will ever refer to that.
/// </para>
/// <para>Clocks of different machines are compared here; they may differ by up to an hour.</para>
/// </remarks>
/// <param name="store">Knows what is referred to.</param>
/// <param name="blobs">The blobs of this store and no other.</param>
/// <param name="time">The clock.</param>
public sealed class BlobGarbage(IExperimentStore store, IBlobStore blobs, TimeProvider time)
{
    private const string Artifacts = "artifacts/";
    private const string Checkpoints = "checkpoints/";
    private const int ChunkSize = 500;

    private static readonly TimeSpan ClockMargin = TimeSpan.FromHours(1);

    /// <summary>Looks through all blobs once.</summary>
    public async Task<CollectedBlobs> CollectAsync(CancellationToken cancel = default)
    {
        // This order carries the argument above: first the time, then the running trials, then the blobs and their references.
        var now = time.GetUtcNow();
        var oldest = await store.OldestRunningAsync(cancel);
        var before = (oldest < now ? oldest.Value : now) - ClockMargin;
        var removed = new CollectedBlobs(0, 0);
        await foreach (var chunk in Old(Artifacts, before, cancel).Chunk(ChunkSize))
        {
            var referenced = await store.ReferencedArtifactsAsync([.. chunk.Select(Sha256Of)], cancel);
            removed = await RemoveAsync(chunk.Where(blob => !referenced.Contains(Sha256Of(blob))), before, removed, cancel);
        }

        (string? Experiment, IReadOnlySet<string> Keys) kept = (null, new HashSet<string>());
        await foreach (var blob in Old(Checkpoints, before, cancel))
        {
            // Blobs of an experiment come together as a rule, so one set at a time is enough.
            var experiment = blob.Key.Split('/')[1];
            kept = experiment == kept.Experiment ? kept : (experiment, await store.ReferencedCheckpointsAsync(experiment, cancel));
            removed = kept.Keys.Contains(blob.Key) ? removed : await RemoveAsync([blob], before, removed, cancel);
        }

        return removed;
    }

    private IAsyncEnumerable<BlobInfo> Old(string prefix, DateTimeOffset before, CancellationToken cancel) =>
        blobs.ListAsync(prefix, cancel).Where(blob => blob.Written < before);

    private async Task<CollectedBlobs> RemoveAsync(IEnumerable<BlobInfo> garbage, DateTimeOffset before, CollectedBlobs removed, CancellationToken cancel)
    {
        foreach (var blob in garbage)
        {
            if (await blobs.DeleteAsync(blob.Key, before, cancel))
            {
                removed = new CollectedBlobs(removed.Count + 1, removed.Bytes + blob.Size);
            }
        }

        return removed;
    }

    private static string Sha256Of(BlobInfo blob) => blob.Key[(blob.Key.LastIndexOf('/') + 1)..];
}
