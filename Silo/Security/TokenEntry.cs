using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace ActorTraining.Silo.Security;

/// <summary>A token as it is kept: everything but the secret itself.</summary>
public sealed record TokenEntry
{
    /// <summary>Names the token; part of the secret and no secret by itself.</summary>
    public required string Id { get; init; }

    /// <summary>Who has it, for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it permits.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<AccessRole>))]
    public required AccessRole Role { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Random bytes that make the hashes of different files differ.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>SHA-256 of the salt and the secret.</summary>
    /// <remarks>A secret has 256 random bits, so that a slow hash would not make it any harder to guess.</remarks>
    public required byte[] Hash { get; init; }

    /// <summary>Whether it is valid at a time.</summary>
    public bool IsValid(DateTimeOffset now) => Expires is not { } end || now < end;

    /// <summary>Whether a secret is the one of this token. Takes the same time however much of it is right.</summary>
    public bool Matches(string secret) => CryptographicOperations.FixedTimeEquals(Hash, HashOf(Salt, secret));

    internal static byte[] HashOf(byte[] salt, string secret) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(secret)]);
}
