using ActorTraining.Experiments;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Storage;

namespace ActorTraining.Silo.Stores;

/// <summary>Where the files of trials are kept.</summary>
internal static class BlobLocation
{
    /// <summary>Small files are always in the store's database; large ones stand where the location says.</summary>
    /// <param name="location">
    /// A folder; or a bucket, <c>s3://name/prefix?endpoint=https://host&amp;region=us-east-1</c>, with the keys in <c>AWS_ACCESS_KEY_ID</c> and <c>AWS_SECRET_ACCESS_KEY</c>;
    /// null for a folder beside a SQLite file, and for the database itself with PostgreSQL.
    /// </param>
    /// <param name="place">The store's location.</param>
    /// <param name="store">The store.</param>
    /// <exception cref="StoreException">The bucket's address is not understood.</exception>
    public static IBlobStore Open(string? location, StoreLocation place, RelationalStore store)
    {
        var small = new DatabaseBlobStore(store);
        if (location?.StartsWith("s3://", StringComparison.Ordinal) == true)
        {
            try
            {
                return new TieredBlobStore(small, new S3BlobStore(Bucket(new Uri(location))));
            }
            catch (Exception e) when (e is UriFormatException or ArgumentException)
            {
                throw new StoreException($"the bucket '{location.Split('?')[0]}' is not understood: {e.Message}", e);
            }
        }

        var folder = location ?? (place.ConnectionString is null ? Path.ChangeExtension(place.Text, ".files") : null);
        return folder is null ? small : new TieredBlobStore(small, new DirectoryBlobStore(folder));
    }

    private static S3BlobOptions Bucket(Uri address)
    {
        var options = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(option => option.Split('=', 2))
            .ToDictionary(option => option[0], option => Uri.UnescapeDataString(option.Length > 1 ? option[1] : ""), StringComparer.Ordinal);
        if (!options.TryGetValue("endpoint", out var endpoint))
        {
            throw new StoreException($"{address.GetLeftPart(UriPartial.Path)}: the endpoint is missing; s3://bucket/prefix?endpoint=https://host names it");
        }

        return new S3BlobOptions
        {
            Endpoint = new Uri(endpoint),
            Bucket = address.Host,
            Prefix = address.AbsolutePath.Trim('/'),
            Region = options.GetValueOrDefault("region", "us-east-1"),
            AccessKey = Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID"),
            SecretKey = Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY"),
        };
    }
}
