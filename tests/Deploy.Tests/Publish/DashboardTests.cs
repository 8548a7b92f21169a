using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace ActorTraining.Deploy.Tests.Publish;

/// <summary>The published dashboard, with the settings that its unit gives it.</summary>
public sealed class DashboardTests(PublishedDashboard program) : IDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("actortraining-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_serves_its_pages_with_everything_that_they_load_and_leaves_with_code_0()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM");
        using var dashboard = await StartAsync();
        try
        {
            using var client = new HttpClient { BaseAddress = await AddressAsync(dashboard) };
            foreach (var path in (string[])["", "new", "_framework/blazor.web.js", "lib/echarts/echarts.esm.min.js", "lib/prism-code-editor/dist/index.js", "lib/templates/mnist-learning-rates-test-accuracy.svg", "js/shell.js"])
            {
                using var answer = await client.GetAsync(path, Cancellation);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
            }

            Assert.Contains("MNIST learning rates", await client.GetStringAsync("new", Cancellation));
            using var packed = new HttpRequestMessage(HttpMethod.Get, "lib/echarts/echarts.esm.min.js") { Headers = { { "Accept-Encoding", "br" } } };
            using var compressed = await client.SendAsync(packed, Cancellation);
            Assert.Equal("br", Assert.Single(compressed.Content.Headers.ContentEncoding));

            Assert.Equal(0, Kill(dashboard.Id, Terminate));
            await dashboard.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
            Assert.Equal(0, dashboard.ExitCode);
        }
        finally
        {
            dashboard.Kill(entireProcessTree: true);
        }
    }

    private async Task<Process> StartAsync()
    {
        var start = new ProcessStartInfo(await program.PathAsync()) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        start.Environment["XDG_DATA_HOME"] = _folder;
        start.Environment["ACTORTRAINING_STORE"] = Path.Combine(_folder, "experiments.db");
        start.Environment["ACTORTRAINING_LISTEN"] = "http://127.0.0.1:0";
        start.Environment["ACTORTRAINING_SLOTS"] = "1";
        return Process.Start(start)!;
    }

    private static async Task<Uri> AddressAsync(Process dashboard)
    {
        const string words = "dashboard on ";
        while (await dashboard.StandardOutput.ReadLineAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation) is { } line)
        {
            if (line.StartsWith(words, StringComparison.Ordinal))
            {
                return new Uri(line[words.Length..].Split(' ')[0]);
            }
        }

        throw new InvalidOperationException("the dashboard ended before it was ready");
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
