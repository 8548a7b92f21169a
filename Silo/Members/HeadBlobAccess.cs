using System.Net;
using ActorTraining.Grains.Blobs;
using ActorTraining.Silo.Web;

namespace ActorTraining.Silo.Members;

/// <summary>The files of trials, kept by the head silo.</summary>
/// <param name="http">Reaches the head; its base address is the head's, its headers carry the token.</param>
internal sealed class HeadBlobAccess(HttpClient http) : IBlobAccess
{
    // How long the head may think, and how slow the network may be: checkpoints are large.
    private const double SlowestBytesPerSecond = 100_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The head does not accept the key or the size.</exception>
    /// <exception cref="HttpRequestException">The head is away or could not store it.</exception>
    public async Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience + TimeSpan.FromSeconds(content.Length / SlowestBytesPerSecond));
        using var body = new ReadOnlyMemoryContent(content);
        using var answer = await http.PutAsync(Address(key), body, patience.Token);
        if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge)
        {
            throw new ArgumentException($"{key}: {await answer.Content.ReadAsStringAsync(cancel)}");
        }

        answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    /// <exception cref="HttpRequestException">The head is away or could not read it.</exception>
    public async Task<Stream?> OpenAsync(string key, CancellationToken cancel = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        var answer = await http.GetAsync(Address(key), HttpCompletionOption.ResponseHeadersRead, patience.Token);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            answer.Dispose();
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStreamAsync(cancel);
    }

    private static string Address(string key) => BlobEndpoints.Path.TrimStart('/') + string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
}
