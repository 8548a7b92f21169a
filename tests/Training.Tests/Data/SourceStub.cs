using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

/// <summary>A source that does what a test says.</summary>
public sealed class SourceStub(string name, Func<IReadOnlyList<DatasetFile>, string, CancellationToken, Task> fetch) : IDatasetSource
{
    private int _calls;

    public string Name => name;

    /// <summary>How often it was asked.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public static SourceStub Failing(string name, string reason) => new(name, (_, _, _) => throw new DatasetSourceException(reason));

    public static SourceStub Giving(IReadOnlyDictionary<string, byte[]> contents) => new("stub", (files, folder, _) =>
    {
        foreach (DatasetFile file in files)
        {
            File.WriteAllBytes(Path.Combine(folder, file.Name), contents[file.Name]);
        }

        return Task.CompletedTask;
    });

    public Task FetchAsync(IReadOnlyList<DatasetFile> files, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _calls);
        progress?.Report(new DownloadProgress(files[0].Name, name, 1, 2));
        return fetch(files, folder, cancellation);
    }
}
