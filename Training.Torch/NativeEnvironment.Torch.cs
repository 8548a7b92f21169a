using System.Runtime.InteropServices;

namespace ActorTraining.Training.Torch;

/// <summary>The environment as native libraries see it, which on Unix is another one than <see cref="Environment"/> changes.</summary>
internal static partial class NativeEnvironment
{
    /// <summary>Sets a variable that the user has not set.</summary>
    public static void SetDefault(string name, string value)
    {
        if (Environment.GetEnvironmentVariable(name) is not null)
            return;
        Environment.SetEnvironmentVariable(name, value);
        if (!OperatingSystem.IsWindows())
            _ = SetVariable(name, value, 0);
    }

    /// <summary>Gives memory that libtorch has freed back to the system.</summary>
    /// <remarks>The GNU C library before 2.38 neither reuses nor returns blocks of aligned memory well, so that a process grew by every model that it had trained.</remarks>
    public static void ReturnFreeMemory()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = Trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Other C libraries have no such function, and do without.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nint kept);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
