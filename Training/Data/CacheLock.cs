namespace ActorTraining.Training.Data;

/// <summary>Keeps other processes, and other callers in this one, from fetching into the same folder at the same time.</summary>
internal sealed class CacheLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _stream;

    private CacheLock(FileStream stream) => _stream = stream;

    /// <summary>Waits until nobody else holds the folder. The operating system frees it when the holder dies.</summary>
    /// <exception cref="UnauthorizedAccessException">This user may not write to the folder.</exception>
    public static async Task<CacheLock> AcquireAsync(string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, ".lock");
        while (true)
        {
            try
            {
                return new CacheLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException error) when (IsHeld(error))
            {
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Tells a held lock from a full disk: EWOULDBLOCK on Linux and macOS, the sharing violation of Windows.</summary>
    private static bool IsHeld(IOException error) =>
        error.HResult == (OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsMacOS() ? 35 : 11);

    /// <summary>Lets the next one in. The file stays: deleting it could take it from under somebody who waits.</summary>
    public void Dispose() => _stream.Dispose();
}
