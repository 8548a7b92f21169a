using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Tests.Cluster;

/// <summary>What the board knows of slots, leases and silos.</summary>
public sealed class SlotBoardTests
{
    private readonly Board _board = new();

    [Fact]
    public void An_experiment_gets_what_it_wants_as_far_as_there_are_slots()
    {
        _board.Beat("s", 3);
        Assert.Equal([["cpu:0"], ["cpu:1"]], _board.Ask("a", 2).Select(lease => lease.Slots));
        Assert.Single(_board.Ask("b", 5));
    }

    [Fact]
    public void A_lease_says_where_it_leads()
    {
        _board.Beat("s", 1);
        var lease = Assert.Single(_board.Ask("a", 1));
        Assert.Equal(("s", "s@1"), (lease.Silo, lease.Address));
    }

    [Fact]
    public void A_lease_that_its_holder_does_not_name_is_free_again()
    {
        _board.Beat("s", 1);
        Assert.Single(_board.Ask("a", 1));
        Assert.Single(_board.Ask("a", 1));
    }

    [Fact]
    public void A_slot_that_is_said_to_work_is_held_even_if_nobody_here_leased_it()
    {
        _board.Hear(Board.Silo("s", new SlotStatus("cpu:0", "cpu", 0, 0, Guid.NewGuid(), "a", 7)));
        Assert.Empty(_board.Ask("b", 1));
        Assert.Equal(new SlotInfo("cpu:0", "cpu", SlotState.Running, "a", 7), _board.Slots.Info().Silos[0].Slots[0]);

        _board.Beat("s", 1);
        Assert.Single(_board.Ask("b", 1));
    }

    [Fact]
    public void A_lease_that_is_never_used_runs_out()
    {
        _board.Beat("s", 1);
        _board.Ask("a", 1);
        _board.Live(9);
        Assert.Empty(_board.Ask("b", 1));
        _board.Live(2);
        Assert.Single(_board.Ask("b", 1));
    }

    [Fact]
    public void A_job_that_does_not_leave_keeps_its_slot_although_its_experiment_gave_it_back()
    {
        _board.Beat("s", 1);
        var lease = _board.Ask("a", 1)[0];
        _board.Work(("a", lease));
        _board.Request("a", 0);
        _board.Work(("a", lease));

        Assert.Empty(_board.Ask("a", 1));
        _board.Work(("a", lease));
        Assert.Empty(_board.Ask("a", 1));
        _board.Work();
        Assert.Single(_board.Ask("a", 1));
    }

    [Fact]
    public void A_silent_silo_is_forgotten_and_so_is_the_demand_of_a_silent_experiment()
    {
        _board.Beat("s", 1);
        _board.Beat("t", 1);
        _board.Ask("a", 5);
        Assert.Empty(_board.Advance(2));
        _board.Beat("t", 1);

        Assert.Equal(["s"], _board.Advance(1));
        Assert.Equal(["t"], _board.Slots.Info().Silos.Select(silo => silo.Name));
        _board.Advance(2.5);
        Assert.Empty(_board.Slots.NextInLine());
    }

    [Fact]
    public void A_board_that_slept_itself_blames_no_silo()
    {
        _board.Beat("s", 1);
        _board.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Empty(_board.Slots.RemoveSilent());
        Assert.Equal(["s"], _board.Advance(3));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public void A_wall_clock_that_is_set_changes_nothing(int hours)
    {
        _board.Beat("s", 2);
        _board.Ask("a", 1);
        _board.Clock.SetWallClock(TimeSpan.FromHours(hours));

        Assert.Empty(_board.Slots.RemoveSilent());
        _board.Beat("s", 2);
        Assert.Single(_board.Ask("b", 2));
    }

    [Fact]
    public void A_heartbeat_that_is_older_than_a_lease_does_not_take_it_away()
    {
        _board.Beat("s", 1);
        var first = _board.Ask("a", 1)[0];
        var second = _board.Ask("a", 1);

        // Sent while the first lease was at work, heard when the second one was out.
        _board.Work(("a", first));
        Assert.Empty(_board.Ask("a", 1, second));
    }

    [Fact]
    public void A_silo_that_came_back_under_its_name_starts_with_empty_slots_and_its_leases_are_lost()
    {
        _board.Beat("s", 1);
        var held = _board.Ask("a", 1);
        Assert.Empty(_board.Request("a", 0, held: held).Lost);

        var back = Board.Silo("s", Board.Cpu(1)) with { Address = "s@2", Started = DateTimeOffset.UnixEpoch.AddSeconds(9) };
        Assert.False(_board.Slots.Hear(back).IsNew);
        _board.Advance(3);
        Assert.True(_board.Slots.Hear(back).IsNew);

        Assert.Equal([held[0].Id], _board.Request("a", 0, held: held).Lost);
        Assert.Single(_board.Ask("b", 1));
    }

    [Fact]
    public void Leases_of_a_silo_that_died_are_lost_within_four_seconds_of_its_last_heartbeat()
    {
        _board.Beat("s", 1);
        _board.Beat("t", 1);
        _board.Live(5);
        var held = _board.Ask("a", 2);
        _board.Work(held.Select(lease => ("a", lease)));

        _board.Advance(2.5);
        _board.Slots.Hear(Board.Silo("t", Board.Cpu(1)));
        Assert.Empty(_board.Request("a", 0, held: held).Lost);
        var lost = _board.Advance(1);

        Assert.Equal(["s"], lost);
        Assert.Equal([held.Single(lease => lease.Silo == "s").Id], _board.Request("a", 0, held: held).Lost);
    }

    [Fact]
    public void A_new_board_waits_for_the_silos_before_it_says_that_one_is_dead()
    {
        var lease = new Lease(Guid.NewGuid(), "s", "s@1", ["cpu:0"]);
        Assert.Empty(_board.Request("a", 1, held: [lease]).Lost);
        Assert.False(_board.Slots.Silos(null).Settled);

        _board.Advance(5);
        Assert.Equal([lease.Id], _board.Request("a", 1, held: [lease]).Lost);
        Assert.True(_board.Slots.Silos(null).Settled);
    }

    [Fact]
    public void A_silo_that_drains_gets_nothing_and_keeps_what_runs_until_it_has_left()
    {
        _board.Beat("s", 2);
        var held = _board.Ask("a", 1);
        _board.Work(("a", held[0]));
        _board.Slots.Hear(Board.Silo("s", new SlotStatus("cpu:0", "cpu", 0, 0, held[0].Id, "a", 1), Board.Cpu(2).Last()) with { Draining = true });

        var answer = _board.Request("a", 1, held: held);
        Assert.Empty(answer.Granted);
        Assert.Empty(answer.Lost);
        Assert.True(_board.Slots.Info().Silos[0].Draining);

        _board.Slots.Remove("s", "s@0");
        Assert.Single(_board.Slots.Info().Silos);
        _board.Slots.Remove("s", "s@1");
        Assert.Empty(_board.Slots.Info().Silos);
    }

    [Fact]
    public void Silos_that_could_run_a_trial_are_told_free_or_not()
    {
        _board.Hear(Board.Silo("cpu", Board.Cpu(2)));
        _board.Hear(Board.Silo("gpu", Board.Cuda(0, 1)));
        _board.Request("a", 1, new ResourceSpec { Device = "cuda" });

        Assert.Equal(["gpu"], _board.Slots.Silos(new ResourceSpec { Device = "cuda" }).Addresses.Keys);
        Assert.Empty(_board.Slots.Silos(new ResourceSpec { Device = "cuda", Slots = 2 }).Addresses.Keys);
        Assert.Equal(["cpu", "gpu"], _board.Slots.Silos(null).Addresses.Keys.Order());
    }

    [Fact]
    public void The_cluster_shows_its_silos_its_slots_and_who_waits()
    {
        _board.Hear(Board.Silo("s", Board.Cuda(0, 2)) with
        {
            Labels = new Dictionary<string, string> { ["zone"] = "a" },
            Devices = [new DeviceInfo("cuda", 0, "H200", 16_000_000_000, 2)],
        });
        _board.Live(5);
        var since = _board.Clock.GetUtcNow();
        var large = new ResourceSpec { Device = "cuda", Slots = 2, Priority = 3 };
        var held = _board.Request("a", 2, large).Granted;
        _board.Work(("a", held[0]));
        _board.Request("b", 1, new ResourceSpec { Device = "tpu" });

        var info = _board.Slots.Info();
        var silo = Assert.Single(info.Silos);
        Assert.Equal(("s", "s@1", "1.0.0", "a", "H200"), (silo.Name, silo.Address, silo.Version, silo.Labels["zone"], silo.Devices[0].Name));
        Assert.Equal(
            [new SlotInfo("cuda:0/0", "cuda", SlotState.Running, "a", 1), new SlotInfo("cuda:0/1", "cuda", SlotState.Reserved, "a", 1)],
            silo.Slots);
        Assert.Equal(
            [new QueuedExperiment("a", 3, 1, 2, since, null), new QueuedExperiment("b", 0, 1, 0, since, "no silo has a tpu device (1 silo: cuda)")],
            info.Queue);
    }
}
