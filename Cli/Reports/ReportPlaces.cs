using System.Security.Cryptography;
using System.Text;
using ActorTraining.Silo.Stores;

namespace ActorTraining.Cli.Reports;

/// <summary>Remembers where this machine wrote the reports of a store's experiments: one small file per experiment, beside the store.</summary>
internal sealed class ReportPlaces
{
    private readonly string _folder;

    private ReportPlaces(string folder) => _folder = folder;

    /// <summary>The places of a store's reports.</summary>
    public static ReportPlaces Of(string store) => new((StoreLocation.IsDatabase(store) ? NameOf(store) : store) + ".reports");

    /// <summary>The places of the reports on a server's experiments.</summary>
    /// <param name="folder">This user's folder for data.</param>
    /// <param name="server">The server's address.</param>
    public static ReportPlaces OfServer(string folder, Uri server) => new(Path.Combine(folder, Digest(server.AbsoluteUri) + ".reports"));

    // A database has no place beside it, and its address may have a password in it.
    private static string NameOf(string database) => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData),
        "actortrain",
        Digest(database));

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    /// <summary>The folder of an experiment's report; null where none is known, or where it is gone.</summary>
    public string? Find(string experiment)
    {
        string file = FileOf(experiment);
        string? folder = File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        return folder is not null && File.Exists(Path.Combine(folder, ReportFolder.Page)) ? folder : null;
    }

    /// <summary>Remembers a report. Where that fails nothing is lost but the memory of it.</summary>
    public void Remember(string experiment, string folder)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            File.WriteAllText(FileOf(experiment), folder + "\n");
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // The report itself is written; 'show' will not know of it.
        }
    }

    /// <summary>Forgets a report, which stays where it is.</summary>
    public void Forget(string experiment)
    {
        string file = FileOf(experiment);
        if (File.Exists(file))
            File.Delete(file);
    }

    private string FileOf(string experiment) => Path.Combine(_folder, Path.GetFileName(experiment));
}
