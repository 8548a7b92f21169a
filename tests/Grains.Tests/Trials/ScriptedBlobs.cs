using ActorTraining.Grains.Blobs;

namespace ActorTraining.Grains.Tests.Trials;

/// <summary>A blob store in which a test may have things go wrong.</summary>
internal sealed class ScriptedBlobs : IBlobAccess
{
    public Dictionary<string, byte[]> Content { get; } = [];

    /// <summary>Called before a blob is stored; throws where the store is away.</summary>
    public Action<string> OnPut { get; set; } = _ => { };

    /// <summary>Called before a blob is opened; throws where the store is away.</summary>
    public Action<string> OnOpen { get; set; } = _ => { };

    /// <summary>Changes what a reader gets of a blob.</summary>
    public Func<Stream, Stream> OnRead { get; set; } = stream => stream;

    public Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default)
    {
        OnPut(key);
        Content[key] = content.ToArray();
        return Task.CompletedTask;
    }

    public Task<Stream?> OpenAsync(string key, CancellationToken cancel = default)
    {
        OnOpen(key);
        return Task.FromResult(Content.TryGetValue(key, out var content) ? OnRead(new MemoryStream(content)) : null);
    }
}
