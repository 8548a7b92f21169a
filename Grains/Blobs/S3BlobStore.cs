using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace ActorTraining.Grains.Blobs;

/// <summary>Blobs in a bucket of an S3-compatible object store.</summary>
/// <remarks>
/// Every write makes an object of its own, named by the key and an identifier, and then removes the older objects of the key. The newest stands for the blob.
/// Object stores cannot remove "unless written since", so that is how a removal keeps off a write at the same moment: the two never mean the same object.
/// The order is that of the server's clock, and within its resolution of a second that of the identifiers, which begin with the writer's clock.
/// </remarks>
public sealed class S3BlobStore : IBlobStore, IDisposable
{
    private readonly AmazonS3Client _client;
    private readonly string _bucket;
    private readonly string _prefix;

    /// <summary>Uses a bucket; nothing is sent yet.</summary>
    public S3BlobStore(S3BlobOptions options)
    {
        var config = new AmazonS3Config
        {
            ServiceURL = options.Endpoint.ToString(),
            AuthenticationRegion = options.Region,
            ForcePathStyle = true,
            // Servers other than Amazon's often lack the newer checksums; the signature covers the content's SHA-256 anyway.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        _client = options.AccessKey is null ? new AmazonS3Client(config) : new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config);
        _bucket = options.Bucket;
        _prefix = options.Prefix.Length == 0 || options.Prefix.EndsWith('/') ? options.Prefix : $"{options.Prefix}/";
    }

    /// <summary>The most objects that are listed in one request.</summary>
    internal int PageSize { get; init; } = 1000;

    /// <inheritdoc/>
    public async Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default)
    {
        var name = $"{FolderOf(key)}{Guid.CreateVersion7():n}";
        using var stream = MemoryMarshal.TryGetArray(content, out var bytes) ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false) : new MemoryStream(content.ToArray());
        await _client.PutObjectAsync(new PutObjectRequest { BucketName = _bucket, Key = name, InputStream = stream, UseChunkEncoding = false }, cancel);

        // From here on the blob is stored, so nothing gives up any more.
        foreach (var older in (await VersionsAsync(key, CancellationToken.None)).SkipWhile(version => version.Key != name).Skip(1))
        {
            await RemoveAsync(older);
        }
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(string key, CancellationToken cancel = default)
    {
        while (true)
        {
            if (await VersionsAsync(key, cancel) is not [var newest, ..])
            {
                return null;
            }

            try
            {
                return (await _client.GetObjectAsync(_bucket, newest.Key, cancel)).ResponseStream;
            }
            catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
            {
                // Replaced or removed since it was listed: look again.
            }
        }
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string key, CancellationToken cancel = default)
    {
        foreach (var version in await VersionsAsync(key, cancel))
        {
            await RemoveAsync(version);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string key, DateTimeOffset before, CancellationToken cancel = default)
    {
        var versions = await VersionsAsync(key, cancel);
        if (versions.Count == 0 || WrittenOf(versions[0]) >= before)
        {
            return false;
        }

        foreach (var version in versions)
        {
            await RemoveAsync(version);
        }

        return true;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlobInfo> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var version in ObjectsAsync(_prefix + BlobKey.CheckPrefix(prefix), cancel))
        {
            yield return new BlobInfo(version.Key[_prefix.Length..version.Key.LastIndexOf('/')], version.Size ?? 0, WrittenOf(version));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private string FolderOf(string key) => $"{_prefix}{BlobKey.Check(key)}/";

    // Newest first. A key may be the beginning of another one, whose objects have a further slash in their names.
    private async Task<List<S3Object>> VersionsAsync(string key, CancellationToken cancel)
    {
        var folder = FolderOf(key);
        var versions = new List<S3Object>();
        await foreach (var found in ObjectsAsync(folder, cancel))
        {
            if (!found.Key.AsSpan(folder.Length).Contains('/'))
            {
                versions.Add(found);
            }
        }

        return [.. versions.OrderByDescending(WrittenOf).ThenByDescending(version => version.Key, StringComparer.Ordinal)];
    }

    private async IAsyncEnumerable<S3Object> ObjectsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        var request = new ListObjectsV2Request { BucketName = _bucket, Prefix = prefix, MaxKeys = PageSize };
        ListObjectsV2Response page;
        do
        {
            page = await _client.ListObjectsV2Async(request, cancel);
            foreach (var found in page.S3Objects ?? [])
            {
                yield return found;
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
    }

    private async Task RemoveAsync(S3Object version) => await _client.DeleteObjectAsync(_bucket, version.Key);

    private static DateTimeOffset WrittenOf(S3Object version) => new(version.LastModified?.ToUniversalTime() ?? DateTime.UnixEpoch);
}
