using System.IO.Compression;

namespace ActorTraining.Training.Data;

/// <summary>A public mirror that serves each file of a data set: compressed with gzip, as <c>{address}{name}.gz</c>, or as it is.</summary>
public sealed class HttpMirror : IDatasetSource
{
    private const int GzipOverhead = 1 << 16;
    private const string GzipExtension = ".gz";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly HttpClient SharedClient = CreateClient();

    private readonly Uri _address;
    private readonly TimeSpan _patience;
    private readonly HttpClient _client;
    private readonly bool _compressed;

    /// <summary>Names a mirror.</summary>
    /// <param name="address">The address of the folder, ending in a slash; HTTPS, since what comes is checked but nobody else should see what is asked for.</param>
    /// <param name="compressed">Whether the files are served with gzip; an archive, which is a file of the data set itself, is not.</param>
    public HttpMirror(Uri address, bool compressed = true) : this(address, Patience, SharedClient, compressed)
    {
    }

    /// <summary>A mirror that is asked by another client and given up when nothing arrives for another while.</summary>
    internal HttpMirror(Uri address, TimeSpan patience, HttpClient client, bool compressed = true)
    {
        _compressed = compressed;
        _address = address;
        _patience = patience;
        _client = client;
    }

    /// <inheritdoc/>
    public string Name => _address.ToString();

    /// <inheritdoc/>
    public async Task FetchAsync(IReadOnlyList<DatasetFile> files, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        foreach (DatasetFile file in files)
        {
            // A part that was begun with another version of the file can only be thrown away; so it gets a second chance from the beginning.
            if (!await TryFetchAsync(file, folder, progress, mayHaveResumed: true, cancellation).ConfigureAwait(false))
            {
                await TryFetchAsync(file, folder, progress, mayHaveResumed: false, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> TryFetchAsync(
        DatasetFile file, string folder, IProgress<DownloadProgress>? progress, bool mayHaveResumed, CancellationToken cancellation)
    {
        string extension = _compressed ? GzipExtension : "";
        var address = new Uri(_address, file.Name + extension);
        string part = Path.Combine(folder, $"{file.Name}.{_address.Host}{extension}.part");
        var download = new ResumableDownload(_client, address, part, file.Length + GzipOverhead, _patience);
        await download.RunAsync((bytes, total) => progress?.Report(new DownloadProgress(file.Name, Name, bytes, total)), cancellation).ConfigureAwait(false);
        try
        {
            await using (Stream content = Open(part))
            {
                await VerifiedFile.WriteAsync(content, file, folder, cancellation).ConfigureAwait(false);
            }

            File.Delete(part);
            return true;
        }
        catch (InvalidDataException error)
        {
            File.Delete(part);
            return download.Resumed && mayHaveResumed ? false : throw new DatasetSourceException(error.Message, error);
        }
    }

    private Stream Open(string part) => _compressed ? new GZipStream(File.OpenRead(part), CompressionMode.Decompress) : File.OpenRead(part);

    private static HttpClient CreateClient()
    {
        // On a closed network a mirror must fail within seconds, so that the next source gets its turn.
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(3), PooledConnectionLifetime = TimeSpan.FromMinutes(1) };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("actortrain");
        return client;
    }
}
