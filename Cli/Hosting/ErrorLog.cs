using ActorTraining.Silo.Hosting;

namespace ActorTraining.Cli.Hosting;

/// <summary>Keeps the traces of unexpected errors in files, one per error.</summary>
internal static class ErrorLog
{
    /// <summary>Writes a file.</summary>
    /// <returns>Its path; null where none could be written.</returns>
    public static string? Write(Exception error, CommandContext context)
    {
        string name = $"{ThisProgram.Name}-{context.Clock.GetLocalNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}.log";
        foreach (string folder in (IEnumerable<string>)[Path.Combine(UserFolder.Of(context.Variable), "logs"), Path.GetTempPath()])
        {
            try
            {
                Directory.CreateDirectory(folder);
                string file = Path.Combine(folder, name);
                File.WriteAllText(file, $"{ThisProgram.Name} {ThisProgram.Version} on {Environment.OSVersion}, .NET {Environment.Version}\n{error}\n");
                return file;
            }
            catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
            {
                // The next folder, and if that fails too, the user is told how to see the trace.
            }
        }
        return null;
    }
}
