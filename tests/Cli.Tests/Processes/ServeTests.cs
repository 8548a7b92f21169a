using System.Runtime.InteropServices;
using System.Text.Json;
using ActorTraining.Cli.Tests.Fakes;

namespace ActorTraining.Cli.Tests.Processes;

/// <summary>A process that serves a store, really killed, and commanded from other processes.</summary>
public sealed class ServeTests : IDisposable
{
    private const string Naps = """
        name: naps
        job: sleep
        params: { seconds: { grid: [1.5, 1, 1.2] }, steps: 10 }
        objective: { metric: value, direction: maximize }
        """;

    private const string Digits = """
        name: digits
        job: classifier
        params:
          dataset: synthetic-digits
          model: { layers: [{ kind: linear, units: 24 }, sigmoid, { kind: linear, units: 10 }] }
          optimizer: { kind: sgd, lr: { grid: [0.05, 0.1] } }
          batch: 20
          epochs: 100000
        objective: test.accuracy
        """;

    private readonly Workplace _workplace = new();

    public ServeTests()
    {
        _workplace.Write("naps.yaml", Naps);
        _workplace.Write("digits.yaml", Digits);
    }

    public void Dispose() => _workplace.Dispose();

    private ActorTrainProcess Start(params string[] args) => ActorTrainProcess.Start(_workplace.Folder, args);

    private async Task<string> DoAsync(params string[] args)
    {
        using ActorTrainProcess process = Start(args);
        Assert.Equal((0, ""), await process.EndAsync());
        return process.Out;
    }

    private async Task<(int Code, string Error)> RefusedAsync(params string[] args)
    {
        using ActorTrainProcess process = Start(args);
        return await process.EndAsync();
    }

    private async Task<JsonElement> SendAsync(params string[] args) => Trials.Json(await DoAsync([.. args, "--json"]));

    private async Task<string> SubmitAsync(string spec, params string[] more) =>
        (await SendAsync(["submit", spec, .. more])).GetProperty("experiment").GetString()!;

    [Fact]
    public async Task Killed_and_started_again_it_takes_up_everything_unasked_and_ends_with_exact_counts()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX signals");

        // The first one waits in the store until somebody serves it.
        string[] ids = new string[3];
        string before;
        ids[0] = await SubmitAsync("naps.yaml");
        using (ActorTrainProcess killed = Start("serve", "--slots", "2"))
        {
            await killed.WaitForLineAsync($"{ids[0]} trial 1/3 seconds=1.5 started");
            ids[1] = await SubmitAsync("naps.yaml");
            ids[2] = await SubmitAsync("naps.yaml", "--set", "name=more");
            await killed.WaitForLineAsync($"{ids[2]} added");
            killed.KillHard();
            await killed.EndAsync();
            before = killed.Out;
        }

        using ActorTrainProcess again = Start("serve", "--slots", "2");
        await again.WaitForLineAsync($"{ids[2]} taken up: 3 trials of sleep");
        while (!ids.All(id => (before + again.Out).Contains($"{id} completed\n")))
            await again.WaitForLineAsync("completed");
        again.Send(PosixSignal.SIGTERM);
        (int code, string error) = await again.EndAsync();

        Assert.Equal(0, code);
        Assert.StartsWith("stopping", error);
        string[][] outcomes = await Task.WhenAll(ids.Select(OutcomesAsync));
        Assert.All(outcomes, trials => Assert.Equal(["1 completed 10", "2 completed 10", "3 completed 10"], trials));
    }

    [Fact]
    public async Task Other_processes_command_the_one_that_serves()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX signals");

        using ActorTrainProcess serve = Start("serve", "--slots", "2");
        await serve.WaitForLineAsync("serving ");
        string digits = await SubmitAsync("digits.yaml");
        await serve.WaitForLineAsync($"{digits} trial 2/2 lr=0.1 started");

        await DoAsync("adjust", digits, "1", "optimizer.lr=0.01");
        await serve.WaitForLineAsync($"{digits} trial 1/2 set optimizer.lr=0.01 before step");
        await DoAsync("cancel", digits, "2");
        await serve.WaitForLineAsync($"{digits} trial 2/2 lr=0.1 cancelled");
        Assert.Equal("paused", (await SendAsync("pause", digits)).GetProperty("state").GetString());
        await serve.WaitForLineAsync($"{digits} paused");
        Assert.Contains("goes on in the process that runs this store", await DoAsync("resume", digits));
        await serve.WaitForLineAsync($"{digits} trial 1/2 lr=0.01 attempt 2 started");
        await DoAsync("configure", digits, "--parallel", "1");
        await serve.WaitForLineAsync($"{digits} running: parallel is 1, priority is 0");
        await DoAsync("stop", digits);
        await serve.WaitForLineAsync($"{digits} stopped");

        string naps = (await SendAsync("clone", digits, "--set", "job=sleep", "--set", "name=naps", "--set", "objective={metric: value, direction: maximize}", "--set", "params={seconds: 0.2}", "--set", "search={algorithm: random, trials: 1}")).GetProperty("experiment").GetString()!;
        await serve.WaitForLineAsync($"{naps} completed");
        Assert.Contains("3 trials in all", await DoAsync("extend", naps, "--set", "search.trials=3"));
        await serve.WaitForLineAsync($"{naps} trial 3/3 completed");
        await serve.WaitForLineAsync($"{naps} completed");

        Assert.Equal(["1 cancelled", "2 cancelled"], (await OutcomesAsync(digits)).Select(outcome => outcome[..outcome.LastIndexOf(' ')]));
        Assert.Equal(2, (await RefusedAsync("cancel", digits, "1")).Code);
        Assert.Equal(2, (await RefusedAsync("pause", "nobody")).Code);
        (int code, string error) = await RefusedAsync("run", "naps.yaml");
        Assert.Equal(2, code);
        Assert.Contains("submit", error);
        Assert.Contains("2 attempts", await DoAsync("attempts", digits, "1"));
        string shown = await DoAsync("show", naps);
        Assert.Contains($"clone of:   {digits}", shown);
    }

    [Fact]
    public async Task A_paused_experiment_waits_in_a_store_that_nobody_serves_until_it_is_resumed_in_the_foreground()
    {
        using (ActorTrainProcess submit = Start("submit", "naps.yaml"))
        {
            (int code, string error) = await submit.EndAsync();
            Assert.Equal(0, code);
            Assert.Contains("nothing runs it now", error);
        }
        using (ActorTrainProcess pause = Start("pause", "latest"))
            Assert.Equal(0, (await pause.EndAsync()).ExitCode);
        Assert.Equal("paused", (await ShowAsync("latest")).GetProperty("experiment").GetProperty("state").GetString());

        using ActorTrainProcess resume = Start("resume", "latest", "--no-report", "--slots", "3");
        Assert.Equal((0, ""), await resume.EndAsync());
        Assert.Contains("3 completed", resume.Out);
        Assert.Equal(2, (await RefusedAsync("delete", "latest")).Code);
    }

    [Fact]
    public async Task With_json_every_line_is_an_object_that_names_its_experiment()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX signals");

        string id = await SubmitAsync("naps.yaml", "--set", "params.seconds=0.2");
        using ActorTrainProcess serve = Start("serve", "--slots", "1", "--json");
        await serve.WaitForLineAsync("\"state\":\"completed\",");
        serve.Send(PosixSignal.SIGINT);
        Assert.Equal(0, (await serve.EndAsync()).ExitCode);

        JsonElement[] lines = [.. serve.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Trials.Json)];
        Assert.Equal("serve", lines[0].GetProperty("type").GetString());
        Assert.All(lines[1..], line => Assert.Equal(id, line.GetProperty("experiment").GetString()));
        Assert.Contains(lines, line => line.GetProperty("type").GetString() == "trial");
    }

    private async Task<JsonElement> ShowAsync(string id) => Trials.Json(await DoAsync("show", id, "--json"));

    private async Task<string[]> OutcomesAsync(string id) => [.. (await ShowAsync(id)).GetProperty("trials").EnumerateArray()
        .Select(trial => $"{trial.GetProperty("number")} {trial.GetProperty("state").GetString()} {trial.GetProperty("step")}")];
}
