namespace ActorTraining.Training.Data;

/// <summary>Gives data sets to trials: fetches what is missing, reads each data set once and shares it. Safe for use from several threads.</summary>
public sealed class DatasetLibrary
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SharedLoad> _loads = new(StringComparer.Ordinal);

    /// <summary>Creates a library.</summary>
    /// <param name="catalog">The data sets that can be had.</param>
    /// <param name="folder">Where their files are kept, each set in a subfolder of its name.</param>
    public DatasetLibrary(DatasetCatalog catalog, string folder)
    {
        Catalog = catalog;
        Folder = Path.GetFullPath(folder);
    }

    /// <summary>The library of this process: all data sets of this build, in <see cref="DataFolder.Default"/>.</summary>
    public static DatasetLibrary Default { get; } = new(DatasetCatalog.Default, DataFolder.Default);

    /// <summary>The data sets that can be had.</summary>
    public DatasetCatalog Catalog { get; }

    /// <summary>Where the files are kept.</summary>
    public string Folder { get; }

    /// <summary>Whether a data set needs no fetching: all of its files are there with the right lengths. Cheap: no content is read.</summary>
    /// <exception cref="DatasetUnavailableException">There is no data set of this name.</exception>
    public bool IsCached(string name) => CacheOf(Find(name)).LooksComplete;

    /// <summary>Sees to it that the files of a data set are in the cache, right to the last byte.</summary>
    /// <param name="name">The name in the catalogue.</param>
    /// <param name="progress">Is told how far downloads are.</param>
    /// <param name="cancellation">Ends a download; what came so far is kept.</param>
    /// <exception cref="DatasetUnavailableException">There is no such data set, or no source could give it.</exception>
    public Task FetchAsync(string name, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
        CacheOf(Find(name)).EnsureAsync(progress, cancellation);

    /// <summary>The data set, ready for use; the same object for every caller.</summary>
    /// <param name="name">The name in the catalogue.</param>
    /// <param name="progress">Is told how far downloads are.</param>
    /// <param name="cancellation">Ends the wait of this caller; the last one to leave ends the download.</param>
    /// <exception cref="DatasetUnavailableException">There is no such data set, or no source could give it.</exception>
    /// <exception cref="InvalidDataException">A file breaks a rule of its format.</exception>
    public async Task<Dataset> LoadAsync(string name, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        DatasetDescription description = Find(name);
        (SharedLoad load, Task<Dataset> result) = Join(description, progress);
        try
        {
            return await result.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            Leave(name, load, progress);
        }
    }

    private (SharedLoad Load, Task<Dataset> Result) Join(DatasetDescription description, IProgress<DownloadProgress>? progress)
    {
        lock (_gate)
        {
            if (!_loads.TryGetValue(description.Name, out SharedLoad? load))
            {
                load = new SharedLoad((all, stop) => OpenAsync(description, all, stop));
                _loads.Add(description.Name, load);
            }

            return (load, load.Join(progress));
        }
    }

    private void Leave(string name, SharedLoad load, IProgress<DownloadProgress>? progress)
    {
        lock (_gate)
        {
            // A data set that was read stays; a failure must not, for the next caller may have more luck.
            bool keep = load.Leave(progress);
            if (!keep && _loads.GetValueOrDefault(name) == load)
            {
                _loads.Remove(name);
            }
        }
    }

    private async Task<Dataset> OpenAsync(DatasetDescription description, IProgress<DownloadProgress> progress, CancellationToken stop)
    {
        DatasetCache cache = CacheOf(description);
        await cache.EnsureAsync(progress, stop).ConfigureAwait(false);
        return description.Open(cache.Folder);
    }

    private DatasetCache CacheOf(DatasetDescription description) => new(description, Path.Combine(Folder, description.Name));

    private DatasetDescription Find(string name) =>
        Catalog.Find(name) ?? throw new DatasetUnavailableException(
            $"There is no data set '{name}'; there are: {string.Join(", ", Catalog.Datasets.Select(dataset => dataset.Name))}");
}
