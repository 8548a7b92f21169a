using System.Text.Json;
using ActorTraining.Client.Tests.Fakes;
using ActorTraining.Experiments.External;
using static ActorTraining.Client.Tests.Servers.ScriptProcess;

namespace ActorTraining.Client.Tests.Servers;

/// <summary>The Python script that runs trials, against a server that does not always answer.</summary>
public sealed class AskTellScriptTests : IAsyncLifetime
{
    // The script as it is, but for its patience with the server: three quarters of a minute would be the test's as well.
    private const string Impatient = """
        import runpy, sys, urllib.request
        urlopen = urllib.request.urlopen
        urllib.request.urlopen = lambda request, timeout: urlopen(request, timeout=timeout / 45)
        sys.argv = sys.argv[1:]
        runpy.run_path(sys.argv[0], run_name="__main__")
        """;

    private static readonly string Given = Json.Of(new AskAnswer(
        new AskedTrial(1, 1, JsonElement.Parse("""{"x":3.14159,"y":2.275}"""), new Dictionary<string, JsonElement>(), Seed: 5, Lease: 60), IsOver: false, Reason: null));

    private readonly string _folder = Directory.CreateTempSubdirectory("ask-tell-").FullName;
    private ScriptedServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        Need("python3");
        _server = await ScriptedServer.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder, "impatient.py"), Impatient, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? default);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_was_told_without_an_answer_in_time_is_told_again_under_its_number_and_the_trial_has_not_failed()
    {
        _server.ThenJson(Given).ThenSilence().ThenJson("{}").ThenSilence().ThenJson("{}").ThenJson(Json.Of(new AskAnswer(null, IsOver: true, "over")));

        var (code, output, error) = await RunAsync(_folder, _server.Address, "python3", "impatient.py", Script("ask_tell.py"), "outside");

        Assert.True(code == 0, error + output);
        Assert.EndsWith("over\n", output);
        var told = _server.Requests.Where(request => request.Address.EndsWith("/tell", StringComparison.Ordinal)).Select(request => Json.Read<ToldTrial>(request.Body)).ToList();
        Assert.Equal([(1L, null), (1, null), (2, ToldOutcome.Completed), (2, ToldOutcome.Completed)], told.Select(tell => (tell.Sequence, tell.Outcome)));
        Assert.Equal(0.3979, told[0].Metrics["value"], 1e-3);
    }
}
