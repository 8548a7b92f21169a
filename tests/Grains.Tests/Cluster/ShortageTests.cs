using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Tests.Cluster;

/// <summary>Why an experiment waits that no silo could ever serve.</summary>
public sealed class ShortageTests
{
    private readonly Board _board = new();

    public ShortageTests()
    {
        foreach (var (name, zone) in (ReadOnlySpan<(string, string)>)[("s", "a"), ("t", "b"), ("u", "b")])
        {
            _board.Hear(Board.Silo(name, Board.Cpu(2)) with { Labels = new Dictionary<string, string> { ["zone"] = zone } });
        }

        _board.Live(5);
    }

    public static TheoryData<ResourceSpec, string> Needs => new()
    {
        { new() { Device = "cuda" }, "no silo has a cuda device (3 silos: cpu)" },
        { new() { Slots = 3 }, "no silo has 3 cpu slots for one trial (the most on one silo: 2)" },
        { new() { Memory = 1_500_000_000 }, "no cpu slot has 1500MB of memory (the largest has 1GB)" },
        { new() { Labels = new Dictionary<string, string> { ["zone"] = "c" } }, "no silo with a cpu device has the labels zone=c (3 silos: zone=a, zone=b)" },
        { new() { Slots = 2, Memory = 4_000_000_000 }, "no cpu slot has 2GB of memory (the largest has 1GB)" },
    };

    [Theory]
    [MemberData(nameof(Needs))]
    public void It_is_told_what_is_missing(ResourceSpec need, string expected)
    {
        Assert.Equal(expected, _board.Request("a", 1, need).Waiting);
        Assert.Equal(expected, Assert.Single(_board.Slots.Info().Queue).Reason);
    }

    [Fact]
    public void Whoever_only_has_to_wait_for_its_turn_is_told_nothing()
    {
        _board.Ask("b", 6);
        Assert.Null(_board.Request("a", 1).Waiting);
        Assert.Null(_board.Request("a", 1, new ResourceSpec { Slots = 2, Memory = 2_000_000_000 }).Waiting);
    }

    [Fact]
    public void It_ends_when_a_silo_joins_that_has_what_was_missing()
    {
        var need = new ResourceSpec { Device = "cuda" };
        Assert.NotNull(_board.Request("a", 1, need).Waiting);
        _board.Hear(Board.Silo("v", Board.Cuda(0, 1)));

        Assert.Equal(["a"], _board.Slots.NextInLine());
        var answer = _board.Request("a", 1, need);
        Assert.Null(answer.Waiting);
        Assert.Single(answer.Granted);
    }

    [Fact]
    public void Silos_that_do_not_know_the_job_are_named() =>
        Assert.Equal("the job is unknown on every silo that could run it (s, t, u)", _board.Request("a", 1, null, null, "s", "t", "u").Waiting);

    [Fact]
    public void A_board_that_is_new_does_not_say_that_there_are_no_silos()
    {
        var board = new Board();
        Assert.Null(board.Request("a", 1).Waiting);
        board.Advance(5);
        Assert.Equal("no silo is alive", board.Request("a", 1).Waiting);
        board.Hear(Board.Silo("s", Board.Cpu(1)) with { Draining = true });
        Assert.Equal("every silo is about to stop", board.Request("a", 1).Waiting);
    }
}
