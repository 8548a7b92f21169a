using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using ActorTraining.Deploy.Tests.Compose;
using ActorTraining.Deploy.Tests.Programs;
using ActorTraining.Deploy.Tests.Settings;

namespace ActorTraining.Deploy.Tests.Publish;

/// <summary>The published program, with the settings that a container gets.</summary>
public sealed class PublishTests(PublishedProgram program) : IDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("actortraining-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_starts_tells_that_it_is_ready_and_leaves_with_code_0_when_it_is_asked_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM");
        Assert.SkipWhen(KnownSettings.IsOrleans, "a silo of Microsoft Orleans needs a database");
        await MakeSecretsAsync();
        using var silo = await StartAsync();
        try
        {
            var address = await AddressAsync(silo);
            using var client = new HttpClient();
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(address, "readyz"), Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(address, "healthz"), Cancellation)).StatusCode);
            var check = await ProgramRun.OrSkipAsync("bash", [DeployFolder.PathOf("docker/ready.sh")], variables: new Dictionary<string, string> { ["ACTORTRAINING_LISTEN"] = address.ToString() });
            Assert.Equal(0, check.ExitCode);

            Assert.Equal(0, Kill(silo.Id, Terminate));
            await silo.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);

            Assert.Equal(0, silo.ExitCode);
            Assert.True(File.Exists(Path.Combine(_folder, "experiments.db")));
        }
        finally
        {
            silo.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Starts it as Compose starts the head, but for what belongs to a container: addresses and paths.</summary>
    private async Task<Process> StartAsync()
    {
        var start = new ProcessStartInfo(await program.PathAsync(), ["silo"]) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        foreach (var (name, value) in ComposeFile.Read("compose.embedded.yaml").Content.Texts("services/head/environment"))
        {
            start.Environment[name] = value;
        }

        start.Environment["ACTORTRAINING_NAME"] = "published";
        start.Environment["ACTORTRAINING_LISTEN"] = "http://127.0.0.1:0";
        start.Environment["ACTORTRAINING_STORE"] = Path.Combine(_folder, "experiments.db");
        start.Environment["ACTORTRAINING_TOKEN_FILE"] = Path.Combine(_folder, "secrets", "token");
        return Process.Start(start)!;
    }

    /// <summary>Reads the line that it writes when it is ready, and where it says that it listens.</summary>
    private static async Task<Uri> AddressAsync(Process silo)
    {
        const string words = "listens on ";
        while (await silo.StandardOutput.ReadLineAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation) is { } line)
        {
            if (line.Contains(words))
            {
                return new Uri(line.Split(words)[1]);
            }
        }

        throw new InvalidOperationException("the silo ended before it was ready");
    }

    private async Task MakeSecretsAsync()
    {
        var run = await ProgramRun.OrSkipAsync("bash", [DeployFolder.PathOf("secrets.sh"), Path.Combine(_folder, "secrets")]);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
