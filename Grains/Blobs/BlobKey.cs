using System.Text.RegularExpressions;

namespace ActorTraining.Grains.Blobs;

/// <summary>What a key of a blob may look like.</summary>
internal static partial class BlobKey
{
    /// <summary>Refuses what is no key: keys come from identifiers that users choose, and must not be able to leave the folder or the bucket's part.</summary>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string Check(string key) => Pattern().IsMatch(key)
        ? key
        : throw new ArgumentException($"'{key}' is no blob key: segments of letters, digits, dots and dashes, none of them starting with a dot", nameof(key));

    /// <summary>Refuses what is neither empty nor a beginning of keys that ends with a whole segment.</summary>
    /// <returns>The prefix.</returns>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string CheckPrefix(string prefix)
    {
        if (prefix.Length == 0)
        {
            return prefix;
        }

        if (!prefix.EndsWith('/'))
        {
            throw new ArgumentException($"'{prefix}' does not end with a slash", nameof(prefix));
        }

        Check(prefix[..^1]);
        return prefix;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\z")]
    private static partial Regex Pattern();
}
