using System.Text.RegularExpressions;

namespace ActorTraining.Grains.Blobs;

/// <summary>Blobs as files below one folder.</summary>
public sealed partial class DirectoryBlobStore : IBlobStore
{
    private readonly string _root;

    /// <summary>Uses a folder, which is created when the first blob is stored.</summary>
    public DirectoryBlobStore(string folder) => _root = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public async Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = $"{path}.{Guid.NewGuid():n}.part";
        try
        {
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                await file.WriteAsync(content, cancel);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string key, CancellationToken cancel = default)
    {
        try
        {
            return Task.FromResult<Stream?>(File.OpenRead(PathOf(key)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancel = default)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever stored beside it, so there is nothing to remove.
        }

        return Task.CompletedTask;
    }

    // A key comes from identifiers that users choose, so it must not be able to leave the folder.
    private string PathOf(string key) => KeyPattern().IsMatch(key)
        ? Path.Combine(_root, key.Replace('/', Path.DirectorySeparatorChar))
        : throw new ArgumentException($"'{key}' is no blob key: segments of letters, digits, dots and dashes, none of them starting with a dot", nameof(key));

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\z")]
    private static partial Regex KeyPattern();
}
