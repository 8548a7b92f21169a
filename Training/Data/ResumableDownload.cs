using System.Net;
using System.Net.Http.Headers;

namespace ActorTraining.Training.Data;

/// <summary>Downloads one address into a file and, when the connection breaks, goes on where it broke, now or at the next start.</summary>
/// <param name="client">Its own time-out must be infinite; a download is given up when nothing arrives for a while.</param>
/// <param name="address">What to download.</param>
/// <param name="part">The file that receives the content; what it holds already is not fetched again.</param>
/// <param name="limit">More bytes than this are refused.</param>
/// <param name="patience">How long nothing may arrive.</param>
internal sealed class ResumableDownload(HttpClient client, Uri address, string part, long limit, TimeSpan patience)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Whether the file began with bytes of an earlier download, which may have been of another version.</summary>
    public bool Resumed { get; private set; }

    /// <summary>Downloads to the end.</summary>
    /// <param name="progress">Is told the bytes that are here and, where the server tells, the bytes in all.</param>
    /// <param name="cancellation">Ends the download; the file keeps what came.</param>
    /// <exception cref="DatasetSourceException">The server refuses, sends too much, or broke off without sending anything.</exception>
    public async Task RunAsync(Action<long, long?> progress, CancellationToken cancellation)
    {
        Resumed = Length() > 0;
        while (true)
        {
            long start = Length();
            try
            {
                await TransferAsync(start, progress, cancellation).ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                // As long as each attempt brings something, a broken connection only costs the next request.
                if (Length() <= start)
                {
                    throw new DatasetSourceException($"{Subject}: {error.Message}", error);
                }
            }
        }
    }

    private string Subject => Path.GetFileName(address.AbsolutePath);

    private long Length() => File.Exists(part) ? new FileInfo(part).Length : 0;

    private async Task TransferAsync(long start, Action<long, long?> progress, CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            silence.CancelAfter(patience);
            using HttpResponseMessage response = await RequestAsync(start, silence.Token).ConfigureAwait(false);
            if (IsComplete(response, start))
            {
                progress(start, start);
                return;
            }

            FileMode mode = ModeFor(response, start);
            await using var output = new FileStream(part, mode, FileAccess.Write, FileShare.None, BufferSize, useAsync: true);
            long? total = response.Content.Headers.ContentLength + output.Position;
            await using Stream input = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);

            byte[] buffer = new byte[BufferSize];
            int read;
            while ((read = await input.ReadAsync(buffer, silence.Token).ConfigureAwait(false)) > 0)
            {
                silence.CancelAfter(patience);
                await output.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
                if (output.Position > limit)
                {
                    throw new DatasetSourceException($"{Subject}: more than the {limit:N0} bytes that it may have");
                }

                progress(output.Position, total);
            }
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"nothing arrived for {patience.TotalSeconds:0.#} s", error);
        }
    }

    private async Task<HttpResponseMessage> RequestAsync(long start, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (start > 0)
        {
            request.Headers.Range = new RangeHeaderValue(start, null);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether the server says that the file, as far as it is here, is the whole.</summary>
    private static bool IsComplete(HttpResponseMessage response, long start) =>
        response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && start > 0 && response.Content.Headers.ContentRange?.Length == start;

    private FileMode ModeFor(HttpResponseMessage response, long start)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                return FileMode.Create; // the server does not know ranges: from the beginning
            case HttpStatusCode.PartialContent when response.Content.Headers.ContentRange?.From == start:
                return FileMode.Append;
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                File.Delete(part);
                throw new DatasetSourceException($"{Subject}: the server offers another part than the one asked for (from byte {start:N0})");
            default:
                throw new DatasetSourceException($"{Subject}: {(int)response.StatusCode} {response.ReasonPhrase}");
        }
    }
}
