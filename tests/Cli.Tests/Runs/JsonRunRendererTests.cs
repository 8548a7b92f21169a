using System.Text.Json;
using ActorTraining.Cli.Runs;
using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Tests.Runs;

public sealed class JsonRunRendererTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    private async Task<JsonElement[]> ObjectsAsync(Action<FakeExperiment> script)
    {
        await Watched.ToEndAsync(_workplace, new JsonRunRenderer(_workplace.Context()), script);
        return [.. _workplace.OutLines.Select(Trials.Json)];
    }

    [Fact]
    public async Task Every_event_is_an_object_on_a_line_of_its_own()
    {
        JsonElement[] objects = await ObjectsAsync(experiment => experiment.Start(1, """{"lr":0.1}""").Epoch(1, 1, 0.84).Complete(1).End());

        Assert.Equal(["begin", "trial", "progress", "trial", "experiment"], objects.Select(o => o.GetProperty("type").GetString()));
        Assert.Equal("digits-abcdef", objects[0].GetProperty("experiment").GetString());
        JsonElement trial = objects[2].GetProperty("trial");
        Assert.Equal("running", trial.GetProperty("state").GetString());
        Assert.Equal(0.1, trial.GetProperty("choices").GetProperty("lr").GetDouble());
        Assert.Equal(0.84, trial.GetProperty("metrics").GetProperty("test.accuracy").GetDouble());
        Assert.Equal("completed", objects[^1].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Values_that_JSON_cannot_hold_are_strings()
    {
        JsonElement[] objects = await ObjectsAsync(experiment => experiment.Start(1).Epoch(1, 1, double.NaN).End());

        Assert.Equal("NaN", objects[2].GetProperty("trial").GetProperty("metrics").GetProperty("test.accuracy").GetString());
    }

    [Fact]
    public void The_last_object_is_the_result_with_the_exit_code()
    {
        new JsonRunRenderer(_workplace.Context()).Result(new RunResult
        {
            Experiment = Trials.Experiment(state: ExperimentState.Completed) with
            {
                Counts = new Dictionary<TrialState, int> { [TrialState.Completed] = 2, [TrialState.Failed] = 1 },
                BestTrial = 2,
                BestValue = 0.9,
            },
            Trials = [],
            Failed = [],
            Report = "/tmp/report",
        });

        Assert.Equal(
            """{"type":"result","experiment":"digits-abcdef","state":"completed","counts":{"completed":2,"failed":1},"bestTrial":2,"bestValue":0.9,"report":"/tmp/report","exitCode":3}""",
            Assert.Single(_workplace.OutLines));
    }
}
