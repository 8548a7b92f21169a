using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ActorTraining.Silo.Web;

/// <summary>The secret that callers from other machines have to know.</summary>
internal sealed class AccessToken
{
    private const string Scheme = "Bearer ";

    // The hash only, so that a dump of the memory or a log does not show the secret, and all comparisons are of one length.
    private readonly byte[]? _hash;

    /// <summary>Creates it.</summary>
    /// <param name="token">The secret; null where everyone who reaches the endpoint may use it.</param>
    public AccessToken(string? token) => _hash = token is null ? null : Hash(token);

    /// <summary>Whether there is one.</summary>
    public bool IsSet => _hash is not null;

    /// <summary>Whether a request carries the secret, as <c>Authorization: Bearer ...</c> or, for a browser, as the password of <c>Authorization: Basic</c>.</summary>
    public bool Admits(HttpRequest request) =>
        _hash is null || (Given(request.Headers.Authorization.ToString()) is { } given && CryptographicOperations.FixedTimeEquals(_hash, Hash(given)));

    private static string? Given(string header)
    {
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return header[Scheme.Length..].Trim();
        }

        const string basic = "Basic ";
        var buffer = new byte[header.Length];
        return header.StartsWith(basic, StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(header[basic.Length..].Trim(), buffer, out var length)
            ? Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2).Last()
            : null;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
