using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorTraining.Grains.Blobs;

/// <summary>Makes the names in a folder durable: on Unix a file that was moved there may lose its new name with the machine's power until then.</summary>
internal static class FolderFlush
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The disk reports an error.</exception>
    public static void ToDisk(string folder)
    {
        // Windows journals the move itself and cannot flush folders.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (handle < 0)
        {
            throw Error(folder);
        }

        var result = Flush(handle);
        var error = result == 0 ? null : Error(folder);
        _ = Close(handle);
        if (error is not null)
        {
            throw error;
        }
    }

    private static IOException Error(string folder) => new($"the folder '{folder}' cannot be made durable: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Flush(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
