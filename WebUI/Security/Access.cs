using System.Collections.Frozen;
using System.Security.Claims;
using ActorTraining.Silo.Security;

namespace ActorTraining.WebUI.Security;

/// <summary>Who is admitted: the tokens of the token file as it is now, or everybody on this machine where there is none.</summary>
/// <param name="file">The token file. It is read again whenever it has changed, so that a token ends as soon as it is revoked.</param>
/// <param name="loopback">Whether the dashboard can be reached from this machine alone.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Told where the file cannot be read.</param>
internal sealed partial class Access(TokenFile file, bool loopback, TimeProvider time, ILogger<Access> log)
{
    private readonly Lock _gate = new();
    private FrozenDictionary<string, TokenEntry> _tokens = FrozenDictionary<string, TokenEntry>.Empty;
    private (DateTime Written, long Length)? _read;

    /// <summary>Whether everybody who reaches the dashboard may do everything: from this machine alone, and without a token file.</summary>
    public bool IsOpen => loopback && !file.Exists;

    /// <summary>The valid token of a secret; null where there is none.</summary>
    public TokenEntry? Find(string secret) =>
        TokenFile.IdOf(secret) is { } id && Valid(id) is { } token && token.Matches(secret) ? token : null;

    /// <summary>Whether a user who was admitted before is so still: with the same token and role, or where no token is needed.</summary>
    public bool StillAdmits(ClaimsPrincipal user) => user.TokenOf() is { } id
        ? Valid(id) is { } token && user.Has(AccessRole.Viewer) && SignedInUser.RoleOf(user) == token.Role
        : IsOpen && user.Identity is { IsAuthenticated: true };

    private TokenEntry? Valid(string id) => Tokens().TryGetValue(id, out var token) && token.IsValid(time.GetUtcNow()) ? token : null;

    private FrozenDictionary<string, TokenEntry> Tokens()
    {
        var info = new FileInfo(file.Path);
        (DateTime, long)? now = info.Exists ? (info.LastWriteTimeUtc, info.Length) : null;
        lock (_gate)
        {
            if (now != _read)
            {
                _read = now;
                try
                {
                    _tokens = file.Read().ToFrozenDictionary(token => token.Id, StringComparer.Ordinal);
                }
                catch (TokenFileException e)
                {
                    // Nobody rather than anybody.
                    _tokens = FrozenDictionary<string, TokenEntry>.Empty;
                    LogUnreadable(e.Message);
                }
            }

            return _tokens;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Nobody is admitted: {Error}")]
    private partial void LogUnreadable(string error);
}
