using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

/// <summary>apt-get and dpkg-deb are played by scripts.</summary>
public sealed class DebianPackageTests : IDisposable
{
    private static readonly byte[] Content = Bytes.Noise(10_000);
    private static readonly DatasetFile File = Bytes.File("images", Content);

    private readonly TemporaryFolder _folder = new();

    public DebianPackageTests() => Directory.CreateDirectory(_folder["cache"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Takes_files_from_where_the_package_is_installed()
    {
        Directory.CreateDirectory(_folder["installed"]);
        System.IO.File.WriteAllBytes(_folder["installed/images.gz"], Bytes.Gzip(Content));
        await FetchAsync(new DebianPackage("data", _folder["installed"], _folder["no-apt"], _folder["no-dpkg"]));
        Assert.Equal(Content, System.IO.File.ReadAllBytes(_folder["cache/images"]));
    }

    [Fact]
    public async Task Fetches_and_unpacks_the_package_without_root()
    {
        System.IO.File.WriteAllBytes(_folder["images.gz"], Bytes.Gzip(Content));
        string fetch = Script("apt-get", "[ \"$*\" = 'download -q data' ] && touch data_1.0_all.deb");
        string unpack = Script("dpkg-deb", $"[ \"$1\" = -x ] && mkdir -p \"$3/usr/share/data\" && cp '{_folder["images.gz"]}' \"$3/usr/share/data/\"");
        await FetchAsync(new DebianPackage("data", "/usr/share/data", fetch, unpack));
        Assert.Equal(Content, System.IO.File.ReadAllBytes(_folder["cache/images"]));
    }

    [Fact]
    public async Task Says_what_apt_complained_about()
    {
        string fetch = Script("apt-get", "echo 'W: something' >&2; echo 'E: Unable to locate package data' >&2; exit 100");
        Assert.Equal("apt-get download failed: Unable to locate package data", await FaultAsync(new DebianPackage("data", "/usr/share/data", fetch, "none")));
    }

    [Fact]
    public async Task Says_that_there_is_no_apt_and_no_file()
    {
        Assert.Equal("apt-get is not installed, or not on the PATH", await FaultAsync(new DebianPackage("data", "/usr/share/data", _folder["no-apt"], "none")));
        string fetch = Script("apt-get", "touch data.deb"), unpack = Script("dpkg-deb", "mkdir \"$3\"");
        Assert.Equal("the package does not contain images.gz", await FaultAsync(new DebianPackage("data", "/usr/share/data", fetch, unpack)));
    }

    private Task FetchAsync(DebianPackage package) => package.FetchAsync([File], _folder["cache"], null, TestContext.Current.CancellationToken);

    private async Task<string> FaultAsync(DebianPackage package) => (await Assert.ThrowsAsync<DatasetSourceException>(() => FetchAsync(package))).Message;

    private string Script(string name, string body)
    {
        System.IO.File.WriteAllText(_folder[name], $"#!/bin/sh\n{body}\n");
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The programs are played by shell scripts, which Windows does not run.");
        }
        else
        {
            System.IO.File.SetUnixFileMode(_folder[name], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return _folder[name];
    }
}
