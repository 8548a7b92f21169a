using System.Security.Cryptography;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Silo.Stores;

namespace ActorTraining.Silo.Security;

/// <summary>The tokens that a dashboard admits: a JSON file that only its owner can read.</summary>
/// <remarks>Changes are made one at a time, and a reader sees all of one or nothing.</remarks>
public sealed class TokenFile(string path, TimeProvider time)
{
    private const string Prefix = "at";
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    // No vowels and no look-alikes.
    private const string Letters = "bcdfghjkmnpqrstvwxz23456789";

    private static readonly JsonSerializerOptions Json = new(ExperimentJson.Options) { WriteIndented = true };

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Whether there is one. A file without tokens admits nobody.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>The file that belongs to a store, where no other one is named: <c>tokens.json</c> beside a database file, otherwise in the user's data folder.</summary>
    /// <param name="store">The store.</param>
    /// <param name="dataFolder">The user's data folder.</param>
    public static string Beside(string store, string dataFolder) =>
        System.IO.Path.Combine(StoreLocation.IsDatabase(store) ? dataFolder : System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(store))!, "tokens.json");

    /// <summary>The identifier in a secret; null where it is none of ours.</summary>
    public static string? IdOf(string secret) => secret.Split('_', 3) is [Prefix, { Length: > 0 } id, { Length: > 0 }] ? id : null;

    /// <summary>The tokens, the oldest first; none where there is no file.</summary>
    /// <exception cref="TokenFileException">The file cannot be read or understood, or others can read it as well.</exception>
    public IReadOnlyList<TokenEntry> Read()
    {
        try
        {
            if (!File.Exists(path))
            {
                return [];
            }

            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            {
                throw new TokenFileException($"the token file '{path}' is open to other users of this machine; close it with: chmod 600 {path}");
            }

            return JsonSerializer.Deserialize<TokenEntry[]>(File.ReadAllText(path), Json) ?? [];
        }
        catch (Exception e) when (e is JsonException or UnauthorizedAccessException || (e is IOException and not TokenFileException))
        {
            throw new TokenFileException($"the token file '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Makes a token.</summary>
    /// <param name="name">Who gets it.</param>
    /// <param name="role">What it permits.</param>
    /// <param name="lifetime">How long it is valid; null for ever.</param>
    /// <exception cref="TokenFileException">The file cannot be used.</exception>
    public NewToken Create(string name, AccessRole role, TimeSpan? lifetime = null)
    {
        var token = Fresh(name, role, time.GetUtcNow() + lifetime);
        Change(tokens => [.. tokens, token.Entry]);
        return token;
    }

    /// <summary>Ends a token at once.</summary>
    /// <returns>Was there one?</returns>
    /// <exception cref="TokenFileException">The file cannot be used.</exception>
    public bool Revoke(string id)
    {
        var found = false;
        Change(tokens =>
        {
            found = tokens.Any(token => token.Id == id);
            return tokens.Where(token => token.Id != id);
        });
        return found;
    }

    /// <summary>Makes a token in place of another one, of the same name, role and lifetime.</summary>
    /// <param name="id">The other one.</param>
    /// <param name="grace">How long the other one stays valid, so that its users can change over.</param>
    /// <returns>The new one; null when there is no valid token of this identifier.</returns>
    /// <exception cref="TokenFileException">The file cannot be used.</exception>
    public NewToken? Rotate(string id, TimeSpan grace)
    {
        NewToken? successor = null;
        var now = time.GetUtcNow();
        Change(tokens =>
        {
            if (tokens.FirstOrDefault(token => token.Id == id && token.IsValid(now)) is not { } old)
            {
                return tokens;
            }

            successor = Fresh(old.Name, old.Role, old.Expires is { } end ? now + (end - old.Created) : null);
            var last = old.Expires is { } sooner && sooner < now + grace ? sooner : now + grace;
            return [.. tokens.Select(token => token == old ? old with { Expires = last } : token), successor.Entry];
        });
        return successor;
    }

    private NewToken Fresh(string name, AccessRole role, DateTimeOffset? expires)
    {
        var id = RandomNumberGenerator.GetString(Letters, 8);
        var secret = $"{Prefix}_{id}_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}";
        var salt = RandomNumberGenerator.GetBytes(16);
        return new NewToken(
            new TokenEntry { Id = id, Name = name, Role = role, Created = time.GetUtcNow(), Expires = expires, Salt = salt, Hash = TokenEntry.HashOf(salt, secret) },
            secret);
    }

    private void Change(Func<IReadOnlyList<TokenEntry>, IEnumerable<TokenEntry>> change)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            using var only = new FileStream(path + ".lock", Exclusive(FileMode.OpenOrCreate));
            var changed = change(Read()).ToArray();
            var fresh = $"{path}.{RandomNumberGenerator.GetHexString(8)}.tmp";
            using (var file = new FileStream(fresh, Exclusive(FileMode.CreateNew)))
            {
                JsonSerializer.Serialize(file, changed, Json);
                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception e) when (e is UnauthorizedAccessException || (e is IOException and not TokenFileException))
        {
            throw new TokenFileException($"the token file '{path}' cannot be changed: {e.Message}", e);
        }
    }

    private static FileStreamOptions Exclusive(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnersOnly;
        }

        return options;
    }
}
