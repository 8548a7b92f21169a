namespace ActorTraining.Cli.Reports;

/// <summary>A folder that holds one report. It is there as a whole or not at all: <c>report.html</c> appears only when all the rest is in place.</summary>
internal sealed class ReportFolder
{
    /// <summary>The page that makes a folder a report.</summary>
    public const string Page = "report.html";

    /// <summary>The subfolder for the files of trials.</summary>
    public const string Weights = "weights";

    /// <summary>Creates a handle; touches nothing.</summary>
    /// <param name="path">The full path.</param>
    public ReportFolder(string path) => FullPath = Path.TrimEndingDirectorySeparator(path);

    /// <summary>The full path.</summary>
    public string FullPath { get; }

    /// <summary>Makes sure, before hours of work, that a report can be written here; leaves nothing behind.</summary>
    /// <exception cref="CommandException">It cannot; the message says why.</exception>
    public void Check()
    {
        CheckWritable(FullPath);
        if (Directory.Exists(FullPath) && !File.Exists(Path.Combine(FullPath, Page)) && Directory.EnumerateFileSystemEntries(FullPath).Any())
            throw Unusable(FullPath, "the folder is not empty and holds no report; an empty or a new one would do");
    }

    /// <summary>Makes sure that files and folders can be made in a folder that may not be there yet; leaves nothing behind.</summary>
    /// <exception cref="CommandException">They cannot; the message says why.</exception>
    public static void CheckWritable(string folder)
    {
        try
        {
            Probe(NearestFolder(folder));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, error.Message);
        }
    }

    /// <summary>Writes a report, in place of an earlier one if there is one.</summary>
    /// <param name="fill">Writes all files into the folder it is given.</param>
    /// <exception cref="IOException">The disk is full, the folder has become unwritable; an earlier report stands where nothing of the new one was moved yet.</exception>
    public async Task WriteAsync(Func<string, Task> fill)
    {
        // A new folder is renamed into place in one step. An existing one may be a mount point or the user's current folder: it stays, and its entries are replaced.
        bool exists = Directory.Exists(FullPath);
        string staging = exists ? Path.Combine(FullPath, TemporaryName()) : Path.Combine(Path.GetDirectoryName(FullPath)!, TemporaryName());
        Directory.CreateDirectory(staging);
        try
        {
            await fill(staging);
            if (exists)
                Replace(staging);
            else
                Directory.Move(staging, FullPath);
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }

    private void Replace(string staging)
    {
        Delete(Path.Combine(FullPath, Page));
        Delete(Path.Combine(FullPath, Weights));
        foreach (string entry in Directory.EnumerateFileSystemEntries(staging).OrderBy(entry => Path.GetFileName(entry) == Page))
        {
            string target = Path.Combine(FullPath, Path.GetFileName(entry));
            Delete(target);
            if (Directory.Exists(entry))
                Directory.Move(entry, target);
            else
                File.Move(entry, target);
        }
    }

    private static void Delete(string entry)
    {
        if (Directory.Exists(entry))
            Directory.Delete(entry, recursive: true);
        else
            File.Delete(entry);
    }

    private static string NearestFolder(string path)
    {
        for (string? folder = path; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder))
                return folder;
            if (File.Exists(folder))
                throw new IOException($"{folder} is a file");
        }
        throw new IOException("no part of the path exists");
    }

    private static void Probe(string folder)
    {
        using FileStream probe = new(Path.Combine(folder, TemporaryName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    private static string TemporaryName() => $".actortrain-{Path.GetRandomFileName()}";

    private static CommandException Unusable(string folder, string why) =>
        new(ExitCode.Usage, $"no report can be written to {folder}: {why.TrimEnd('.')}. Nothing was started.");
}
