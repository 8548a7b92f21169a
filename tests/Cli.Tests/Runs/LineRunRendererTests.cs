using ActorTraining.Cli.Runs;
using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Scheduling;

namespace ActorTraining.Cli.Tests.Runs;

public sealed class LineRunRendererTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    private async Task<string[]> LinesAsync(Action<FakeExperiment> script, bool resumed = false)
    {
        await Watched.ToEndAsync(_workplace, new LineRunRenderer(_workplace.Context()), script, resumed);
        return _workplace.OutLines;
    }

    [Fact]
    public async Task A_run_is_told_in_lines_whose_words_keep_their_places()
    {
        string[] lines = await LinesAsync(experiment => experiment
            .Start(1, """{"lr":0.1}""").Epoch(1, 1, 0.84).Epoch(1, 2, 0.9366).Complete(1)
            .Start(2, """{"lr":10}""").Fail(2, "loss became NaN at epoch 1, step 17")
            .End());

        Assert.Equal(
        [
            "experiment digits-abcdef started: 3 trials of classifier on 2 slots",
            "trial 1/3 lr=0.1 started",
            "trial 1/3 lr=0.1 epoch 1/2 test.accuracy=0.8400 train.loss=0.3200 eta=1s",
            "trial 1/3 lr=0.1 epoch 2/2 test.accuracy=0.9366 train.loss=0.1268",
            "trial 1/3 lr=0.1 completed test.accuracy=0.9366 in 2.0s",
            "trial 2/3 lr=10 started",
            "trial 2/3 lr=10 failed: loss became NaN at epoch 1, step 17",
            "experiment digits-abcdef completed",
        ], lines);
    }

    [Fact]
    public async Task What_a_scheduler_decides_is_told_with_its_reason()
    {
        string[] lines = await LinesAsync(experiment => experiment
            .Start(1).Epoch(1, 1, 0.5).Schedule(new SchedulerDecision(1, SchedulerAction.Paused, 1, "asha: rung 1, 3rd of 3 so far, waits"))
            .Prune(1, "asha: rung 1, 7th of 9")
            .End());

        Assert.Equal(["trial 1/3 asha: rung 1, 3rd of 3 so far, waits", "trial 1/3 pruned test.accuracy=0.5000 in 1.0s at epoch 1/2 (asha: rung 1, 7th of 9)"], lines[^3..^1]);
    }

    [Fact]
    public async Task A_trial_of_ten_thousand_steps_gets_a_hundred_lines_and_its_last_step()
    {
        string[] lines = await LinesAsync(experiment =>
        {
            experiment.Start(1, steps: 9_999);
            for (int step = 1; step <= 9_999; step++)
                experiment.Epoch(1, step, 0.5);
            experiment.End();
        });

        string[] steps = [.. lines.Where(line => line.Contains(" epoch "))];
        Assert.Equal(100, steps.Length);
        Assert.Contains("epoch 100/9999", steps[0]);
        Assert.Contains("epoch 9999/9999", steps[^1]);
    }

    [Fact]
    public async Task A_step_is_shown_once_even_if_it_is_reported_again()
    {
        string[] lines = await LinesAsync(experiment => experiment.Start(1).Epoch(1, 1, 0.5).Epoch(1, 1, 0.6).End());

        Assert.Single(lines, line => line.Contains("epoch 1/2"));
    }

    [Fact]
    public async Task A_retry_says_why_and_from_where()
    {
        string[] lines = await LinesAsync(experiment => experiment
            .Known(Trials.Trial(1, TrialState.Running))
            .Known(Trials.Trial(1, TrialState.Running, step: 4, attempt: 2) with { Error = "disk full" }).End());

        Assert.Contains("trial 1/3 attempt 2 started from epoch 4/16, the attempt before failed: disk full", lines);
    }

    [Fact]
    public async Task A_resumed_run_says_what_was_done_before()
    {
        string[] lines = await LinesAsync(experiment => experiment.Known(Trials.Trial(1, TrialState.Completed)).PlayedBefore().End(), resumed: true);

        Assert.Equal("experiment digits-abcdef resumed: 3 trials of classifier on 2 slots, 1 of them done before", lines[0]);
    }

    [Fact]
    public async Task What_a_job_says_can_neither_break_a_line_nor_command_the_terminal()
    {
        await LinesAsync(experiment => experiment.Start(1).Fail(1, "bad\u001b[2J\r\nworse").End());

        Assert.Contains("failed: bad [2J worse\n", _workplace.Out);
        Assert.DoesNotContain(_workplace.Out, character => char.IsControl(character) && character != '\n');
    }
}
