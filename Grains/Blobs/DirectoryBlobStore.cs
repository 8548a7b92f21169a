using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ActorTraining.Grains.Blobs;

/// <summary>Blobs as files below one folder, which several processes may share.</summary>
public sealed class DirectoryBlobStore : IBlobStore
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);

    private readonly string _root;

    /// <summary>Uses a folder, which is created when the first blob is stored.</summary>
    public DirectoryBlobStore(string folder) => _root = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public async Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default)
    {
        var path = PathOf(key);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var part = $"{path}.{Guid.NewGuid():n}.part";
        try
        {
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                await file.WriteAsync(content, cancel);
                file.Flush(flushToDisk: true);
            }

            using (await LockAsync(FileAccess.Read, FileShare.Read, cancel))
            {
                File.Move(part, path, overwrite: true);
            }
        }
        catch
        {
            File.Delete(part);
            throw;
        }

        FolderFlush.ToDisk(folder);
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

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string key, DateTimeOffset before, CancellationToken cancel = default)
    {
        var file = new FileInfo(PathOf(key));
        if (!file.Exists)
        {
            return false;
        }

        // While this lock is held no process can put a file in place, so none can slip in between the look at the time and the removal.
        using (await LockAsync(FileAccess.ReadWrite, FileShare.None, cancel))
        {
            file.Refresh();
            if (!file.Exists || file.LastWriteTimeUtc >= before.UtcDateTime)
            {
                return false;
            }

            file.Delete();
            return true;
        }
    }

    /// <inheritdoc/>
    /// <remarks>What a crash has left of unfinished writes is listed as well, so that garbage collection finds it.</remarks>
    public async IAsyncEnumerable<BlobInfo> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var folder = new DirectoryInfo(Path.Combine(_root, BlobKey.CheckPrefix(prefix).Replace('/', Path.DirectorySeparatorChar)));
        if (!folder.Exists)
        {
            yield break;
        }

        await Task.Yield();
        foreach (var file in folder.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true }))
        {
            cancel.ThrowIfCancellationRequested();
            yield return new BlobInfo(Path.GetRelativePath(_root, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), file.Length, file.LastWriteTimeUtc);
        }
    }

    private string PathOf(string key) => Path.Combine(_root, BlobKey.Check(key).Replace('/', Path.DirectorySeparatorChar));

    // Many may hold it to write, or one to remove; the operating system frees it when a process dies. It is held for moments, so asking again is enough.
    private async Task<FileStream> LockAsync(FileAccess access, FileShare share, CancellationToken cancel)
    {
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream(Path.Combine(_root, ".lock"), FileMode.OpenOrCreate, access, share);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(began) < LockPatience)
            {
                await Task.Delay(5, cancel);
            }
        }
    }
}
