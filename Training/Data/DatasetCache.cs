using System.Text;

namespace ActorTraining.Training.Data;

/// <summary>The files of one data set in their folder: which are there and right, and how the others get there.</summary>
internal sealed class DatasetCache(DatasetDescription dataset, string folder)
{
    /// <summary>The folder of the data set.</summary>
    public string Folder => folder;

    /// <summary>Whether all files are there with the right lengths; their content is not looked at.</summary>
    public bool LooksComplete => dataset.Files.All(file => new FileInfo(Path.Combine(folder, file.Name)) is { Exists: true } info && info.Length == file.Length);

    /// <summary>Sees to it that all files are there and right; fetches those that are missing or damaged.</summary>
    /// <exception cref="DatasetUnavailableException">No source could give them.</exception>
    public async Task EnsureAsync(IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        if (FindFaults().Count == 0)
        {
            return;
        }

        var attempts = new List<string>();
        try
        {
            using CacheLock _ = await CacheLock.AcquireAsync(folder, cancellation).ConfigureAwait(false);
            Dictionary<DatasetFile, string> faults = FindFaults();
            attempts.Add($"{folder}: {Describe(faults)}");
            foreach (IDatasetSource source in SourcesFor(faults.Keys))
            {
                if (faults.Count == 0)
                {
                    return;
                }

                string? failure = await TryFetchAsync(source, [.. faults.Keys], progress, cancellation).ConfigureAwait(false);
                faults = FindFaults();
                attempts.Add($"{source.Name}: {failure ?? Describe(faults)}");
            }

            if (faults.Count == 0)
            {
                return;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            attempts.Add($"{folder}: {error.Message}");
        }

        throw new DatasetUnavailableException(Explain(attempts));
    }

    private IEnumerable<IDatasetSource> SourcesFor(IEnumerable<DatasetFile> missing)
    {
        if (PlacedArchives.Any([.. missing], folder))
        {
            yield return new PlacedArchives();
        }

        foreach (IDatasetSource source in dataset.Sources)
        {
            yield return source;
        }
    }

    private async Task<string?> TryFetchAsync(
        IDatasetSource source, IReadOnlyList<DatasetFile> files, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            await source.FetchAsync(files, folder, progress, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (DatasetSourceException error)
        {
            return error.Message;
        }
    }

    /// <summary>What is wrong with which file; empty when all are there and right.</summary>
    private Dictionary<DatasetFile, string> FindFaults()
    {
        var faults = new Dictionary<DatasetFile, string>();
        VerifiedMarks marks = VerifiedMarks.Load(folder);
        foreach (DatasetFile file in dataset.Files)
        {
            var info = new FileInfo(Path.Combine(folder, file.Name));
            if (FaultOf(file, info, marks) is { } fault)
            {
                faults.Add(file, fault);
            }
        }

        return faults;
    }

    private static string? FaultOf(DatasetFile file, FileInfo info, VerifiedMarks marks)
    {
        if (!info.Exists)
        {
            return "is not there";
        }

        if (info.Length != file.Length)
        {
            return $"is damaged: it has {info.Length:N0} bytes, expected {file.Length:N0}";
        }

        if (marks.Holds(file, info))
        {
            return null;
        }

        string hash = VerifiedFile.Hash(info.FullName);
        if (hash != file.Sha256)
        {
            return $"is damaged: its SHA-256 is {hash}, expected {file.Sha256}";
        }

        marks.Set(file, info);
        return null;
    }

    private static string Describe(Dictionary<DatasetFile, string> faults) =>
        string.Join("; ", faults.Select(fault => $"{fault.Key.Name} {fault.Value}"));

    private string Explain(IReadOnlyList<string> attempts)
    {
        var message = new StringBuilder($"The data set {dataset.Name} is not to be had. Tried:\n");
        foreach (string attempt in attempts)
        {
            message.Append("  - ").Append(attempt).Append('\n');
        }

        message.Append("What you can do: connect this machine to one of these sources and try again; or put the files (as they are, or as .gz) into\n  ");
        message.Append(folder).Append('\n');
        foreach (DatasetFile file in dataset.Files)
        {
            message.Append($"    {file.Name}  {file.Length:N0} bytes  SHA-256 {file.Sha256}\n");
        }

        message.Append($"or set {DataFolder.Variable} to a folder that has them in its subfolder {dataset.Name}.");
        return message.ToString();
    }
}
