using System.Runtime.InteropServices;
using System.Text.Json;
using ActorTraining.Cli.Tests.Fakes;

namespace ActorTraining.Cli.Tests.Processes;

/// <summary>The real program: interrupted, killed, resumed.</summary>
public sealed class ProcessTests : IDisposable
{
    // Three trials on two slots, so that there are ended, running and waiting ones when the program is stopped in its second round.
    private const string Spec = """
        name: naps
        job: sleep
        params: { seconds: { grid: [1, 1.2, 1.1] }, steps: 10 }
        objective: { metric: value, direction: maximize }
        """;

    private readonly Workplace _workplace = new();

    public ProcessTests() => _workplace.Write("naps.yaml", Spec);

    public void Dispose() => _workplace.Dispose();

    private ActorTrainProcess Start(params string[] args) => ActorTrainProcess.Start(_workplace.Folder, args);

    private async Task<JsonElement> ShowAsync(string store = "data/actortrain/experiments.db")
    {
        using ActorTrainProcess show = Start("show", "latest", "--json", "--store", store);
        Assert.Equal(0, (await show.EndAsync()).ExitCode);
        return Trials.Json(show.Out);
    }

    private static IEnumerable<string> Outcomes(JsonElement shown) => shown.GetProperty("trials").EnumerateArray()
        .Select(trial => $"{trial.GetProperty("state")} {trial.GetProperty("step")} {trial.GetProperty("objective")}");

    private async Task<string[]> UndisturbedAsync()
    {
        using ActorTrainProcess run = Start("run", "naps.yaml", "--slots", "3", "--no-report", "--store", "undisturbed.db");
        Assert.Equal((0, ""), await run.EndAsync());
        return [.. Outcomes(await ShowAsync("undisturbed.db"))];
    }

    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public async Task A_signal_stops_cleanly_and_the_printed_command_goes_on(PosixSignal signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX signals");

        using ActorTrainProcess run = Start("run", "naps.yaml", "--slots", "2");
        await run.WaitForLineAsync("step 4/10");
        run.Send(signal);
        (int code, string error) = await run.EndAsync();

        Assert.Equal(130, code);
        Assert.Equal("running", (await ShowAsync()).GetProperty("experiment").GetProperty("state").GetString());

        using ActorTrainProcess resumed = ActorTrainProcess.StartShell(_workplace.Folder, error.Trim().Split('\n')[^1]);
        Assert.Equal((0, ""), await resumed.EndAsync());
        Assert.DoesNotContain("step 1/10", resumed.Out.Split('\n').Where(line => line.StartsWith("trial 1/") || line.StartsWith("trial 2/")).Aggregate("", string.Concat));
        Assert.Equal(await UndisturbedAsync(), Outcomes(await ShowAsync()));
    }

    [Fact]
    public async Task A_killed_process_loses_nothing_and_repeats_nothing_that_counts()
    {
        using (ActorTrainProcess run = Start("run", "naps.yaml", "--slots", "2"))
        {
            await run.WaitForLineAsync("trial 3/3 seconds=1.1 step 3/10");
            run.KillHard();
            await run.EndAsync();
        }

        using ActorTrainProcess resumed = Start("run", "naps.yaml", "--slots", "2", "--resume");
        Assert.Equal((0, ""), await resumed.EndAsync());
        Assert.Contains("experiment naps-", resumed.Out);
        Assert.Equal(await UndisturbedAsync(), Outcomes(await ShowAsync()));
    }

    [Fact]
    public async Task A_reader_that_leaves_does_not_stop_the_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a POSIX shell");

        string program = Path.Combine(AppContext.BaseDirectory, "actortrain");
        using ActorTrainProcess run = ActorTrainProcess.StartShell(_workplace.Folder, $"'{program}' run naps.yaml --slots 3 --no-report --set params.seconds=0.1 | head -n 1");
        Assert.Equal((0, ""), await run.EndAsync());
        Assert.Equal("completed", (await ShowAsync()).GetProperty("experiment").GetProperty("state").GetString());
    }
}
