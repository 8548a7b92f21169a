namespace ActorTraining.Grains.Trials;

/// <summary>Where the content of artifacts stands in the blob store: equal files are kept once.</summary>
internal static class ArtifactKeys
{
    /// <summary>The key for a content's SHA-256; the first two digits keep folders small.</summary>
    public static string Of(string sha256) => $"artifacts/{sha256[..2]}/{sha256}";
}
