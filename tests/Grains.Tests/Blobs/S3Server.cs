using System.Diagnostics;
using System.Globalization;
using ActorTraining.Grains.Tests.Blobs;

[assembly: AssemblyFixture(typeof(S3Server))]

namespace ActorTraining.Grains.Tests.Blobs;

/// <summary>An S3-compatible server (s3rver, from npm) on the loopback interface, started when the first test asks for it.</summary>
/// <remarks>It speaks the protocol and demands a signature with a known key, but does not recompute the signature. It ends with this process, which holds the other end of its standard input.</remarks>
public sealed class S3Server : IAsyncDisposable
{
    public const string Bucket = "tests";

    private static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _data = new();
    private readonly Lazy<Task<Uri>> _address;
    private Process? _process;

    public S3Server() => _address = new Lazy<Task<Uri>>(StartAsync);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Blobs", "S3Server");

    /// <summary>Its address; skips the test where the server cannot be had.</summary>
    public async Task<Uri> AddressAsync()
    {
        try
        {
            return await _address.Value;
        }
        catch (FileNotFoundException e)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _data.Dispose();
    }

    private async Task<Uri> StartAsync()
    {
        // npm writes this file when it has installed everything.
        if (!File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
        {
            await InstallAsync();
        }

        // Its marks in long listings are made with a cipher that Node has put aside.
        string[] arguments = ["--openssl-legacy-provider", "server.js", _data.Path, Bucket];
        _process = Process.Start(new ProcessStartInfo("node", arguments) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var port = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the S3 server ended before it told its port");
        return new Uri($"http://127.0.0.1:{int.Parse(port, CultureInfo.InvariantCulture)}");
    }

    private static async Task InstallAsync()
    {
        const string Hint = "the S3 server of these tests comes from npm";
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--fetch-retries=1"])
            {
                WorkingDirectory = Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync().WaitAsync(InstallPatience);
            if (npm.ExitCode != 0)
            {
                throw new FileNotFoundException($"{Hint}, which failed: {string.Concat(await output)}");
            }
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or TimeoutException)
        {
            throw new FileNotFoundException($"{Hint}: {e.Message}", e);
        }
    }
}
