using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace ActorTraining.Grains;

/// <summary>Makes identifiers that people can read and say.</summary>
internal static partial class ExperimentNames
{
    // No vowels and no look-alikes: no word comes out by chance, and none is misread.
    private const string Letters = "bcdfghjkmnpqrstvwxz";

    /// <summary>The name in kebab case, shortened to 40 characters, and six random letters: <c>mnist-learning-rates-kqtbwd</c>.</summary>
    public static string IdentifierFor(string name)
    {
        var words = Others().Replace(name.ToLowerInvariant(), "-").Trim('-');
        var slug = (words.Length > 40 ? words[..40] : words).Trim('-');
        return $"{(slug.Length == 0 ? "experiment" : slug)}-{RandomNumberGenerator.GetString(Letters, 6)}";
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Others();
}
