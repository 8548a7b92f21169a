using System.Security.Cryptography;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Blobs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Grains.Trials;

/// <summary>Finds the checkpoint that an attempt goes on from.</summary>
internal static class CheckpointReading
{
    /// <summary>The first of the kept checkpoints that is there and whole; null when none is.</summary>
    /// <remarks>
    /// What cannot be read now is not given up: an exception of the store says nothing of the checkpoint, and one that is passed over is deleted as obsolete soon after.
    /// </remarks>
    /// <param name="blobs">Where checkpoints are.</param>
    /// <param name="kept">References, newest first.</param>
    /// <param name="damaged">Receives a sentence for every checkpoint that is missing or is not what was stored.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Checkpoint?> ReadAsync(IBlobAccess blobs, IReadOnlyList<CheckpointReference> kept, ICollection<string> damaged, CancellationToken cancel)
    {
        foreach (var reference in kept)
        {
            await using var stream = await blobs.OpenAsync(reference.Key, cancel);
            if (stream is null)
            {
                damaged.Add($"the checkpoint of step {reference.Step} is missing; going on from the one before");
                continue;
            }

            using var content = new MemoryStream();
            await stream.CopyToAsync(content, cancel);
            var bytes = content.GetBuffer().AsMemory(0, (int)content.Length);
            if (Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) == reference.Sha256)
            {
                return new Checkpoint(reference.Step, bytes);
            }

            damaged.Add($"the checkpoint of step {reference.Step} is damaged (its SHA-256 differs from the recorded one); going on from the one before");
        }

        return null;
    }
}
