using ActorTraining.Cli.Output;
using ActorTraining.Cli.Runs;
using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Experiments;
using Spectre.Console;
using static ActorTraining.Cli.Tests.Fakes.Trials;

namespace ActorTraining.Cli.Tests.Runs;

public sealed class RunScreenTests
{
    private readonly ManualClock _clock = new();

    private static string[] Draw(RunView view, int width, int height = 24)
    {
        var writer = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = width;
        console.Write(RunScreen.Of(view, new TerminalSize(width, height)));
        return writer.ToString().TrimEnd('\n').Split('\n');
    }

    private RunView Sweep()
    {
        var view = new RunView(Experiment(), [Trial(1, TrialState.Running, choices: """{"lr":0.01}"""), Trial(3, TrialState.Waiting, choices: """{"lr":1}""")], 2, _clock);
        _clock.Now += TimeSpan.FromSeconds(8);
        view.Apply(new TrialProgressed(0, _clock.Now, Trial(1, TrialState.Running, step: 4, choices: """{"lr":0.01}""", accuracy: 0.8344), []));
        view.Apply(new TrialChanged(2, _clock.Now, Trial(2, TrialState.Completed, step: 16, choices: """{"lr":0.1}""", accuracy: 0.9366)));
        return view;
    }

    [Fact]
    public void Eighty_columns_show_everything_there_is_to_know() => Assert.Equal(
    [
        "digits-abcdef · 3 trials of classifier · 2 slots",
        " #                                epoch  train.loss  test.accuracy",
        " 1  lr=0.01  ━━━━───────────────   4/16      0.3312         0.8344  24s left",
        " 2  lr=0.1   ━━━━━━━━━━━━━━━━━━━  16/16      0.1268         0.9366  completed",
        " 3  lr=1     ───────────────────   0/16                             waiting",
        "",
        "━━━━━━━━━━━━━━━━────────────────────────  41%  1 of 3 done, 24s left",
        "best so far: trial 2 (lr=0.1), test.accuracy 0.9366",
    ], Draw(Sweep(), 80));

    [Theory]
    [InlineData(200)]
    [InlineData(100)]
    [InlineData(60)]
    [InlineData(40)]
    [InlineData(30)]
    public void No_line_is_wider_than_the_terminal_and_the_state_is_always_there(int width)
    {
        string[] lines = Draw(Sweep(), width);

        Assert.All(lines, line => Assert.True(line.Length < width, line));
        Assert.Equal(8, lines.Length);
        Assert.EndsWith("24s left", lines[2]);
        Assert.EndsWith("completed", lines[3]);
    }

    [Theory]
    [InlineData(24, 16)]
    [InlineData(60, 20)]
    [InlineData(12, 4)]
    public void There_are_never_more_rows_than_the_terminal_holds(int height, int rows)
    {
        var view = new RunView(Experiment(100), Enumerable.Range(1, 50).Select(number => Trial(number, TrialState.Completed)), 2, _clock);
        string[] lines = Draw(view, 80, height);

        Assert.Equal(rows, lines.Count(line => line.EndsWith("completed")));
        Assert.Contains($"  … {100 - rows} more", lines);
        Assert.True(lines.Length < height);
    }

    [Fact]
    public void A_long_choice_is_cut_before_anything_else_is_lost()
    {
        var view = new RunView(Experiment(), [Trial(1, TrialState.Running, step: 3, choices: """{"layers":[784,256,128,64,32,16,10],"optimizer":"adam","lr":0.001}""", accuracy: 0.5)], 2, _clock);

        string row = Draw(view, 80)[2];
        Assert.Contains("…", row);
        Assert.Contains("0.5000", row);
        Assert.EndsWith("running", row);
    }
}
