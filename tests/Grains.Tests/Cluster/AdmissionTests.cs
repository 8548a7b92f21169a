using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Tests.Cluster;

/// <summary>Which silos may belong to a cluster.</summary>
public sealed class AdmissionTests
{
    private readonly Board _board = new();

    [Fact]
    public void Silos_of_one_minor_version_work_together()
    {
        Assert.Null(_board.Hear(Silo("s", 1) with { Version = "0.3.0+abc" }));
        Assert.Null(_board.Hear(Silo("t", 2) with { Version = "0.3.7-rc.1" }));
    }

    [Fact]
    public void A_newcomer_of_another_version_is_refused_and_gets_no_leases()
    {
        _board.Hear(Silo("s", 1) with { Version = "0.3.0+abc" });

        Assert.Equal(
            "it runs ActorTraining 0.4.1, but the cluster runs 0.3.0 (silo s); within a cluster the major and the minor version have to be the same",
            _board.Hear(Silo("t", 2) with { Version = "0.4.1+def" }));
        Assert.Equal(["s"], _board.Ask("a", 9).Select(lease => lease.Silo));
    }

    [Fact]
    public void It_is_welcome_when_the_others_have_left()
    {
        _board.Hear(Silo("s", 1) with { Version = "0.3.0" });
        _board.Slots.Remove("s", "s@1");
        Assert.Null(_board.Hear(Silo("t", 2) with { Version = "0.4.1" }));
    }

    [Fact]
    public void The_newcomer_is_refused_whichever_is_heard_first()
    {
        Assert.Null(_board.Hear(Silo("t", 2) with { Version = "0.4.1" }));
        var lease = _board.Ask("a", 1);
        Assert.Null(_board.Hear(Silo("s", 1) with { Version = "0.3.0" }));

        Assert.NotNull(_board.Hear(Silo("t", 2) with { Version = "0.4.1" }));
        Assert.Equal(["s"], _board.Slots.Info().Silos.Select(silo => silo.Name));
        _board.Advance(5);
        Assert.Equal([lease[0].Id], _board.Request("a", 0, held: lease).Lost);
    }

    [Fact]
    public void A_silo_of_another_cluster_is_refused_with_both_names()
    {
        _board.Hear(Silo("s", 1));
        Assert.Equal("it means to belong to the cluster 'lab', but this is the cluster 'test' (silo s)", _board.Hear(Silo("t", 2) with { Cluster = "lab" }));
    }

    [Fact]
    public void A_restarted_silo_has_its_name_again_when_its_old_run_has_been_silent_long_enough()
    {
        _board.Hear(Silo("s", 1));
        var lease = _board.Ask("a", 1);
        _board.Advance(1);
        Assert.Null(_board.Hear(Silo("s", 2)));
        Assert.Equal("s@1", _board.Slots.Info().Silos[0].Address);

        _board.Advance(2);
        Assert.Null(_board.Hear(Silo("s", 2)));
        Assert.Equal("s@2", _board.Slots.Info().Silos[0].Address);
        Assert.Equal([lease[0].Id], _board.Request("a", 0, held: lease).Lost);
    }

    [Fact]
    public void A_restarted_silo_whose_old_run_said_farewell_has_its_name_again_at_once()
    {
        _board.Hear(Silo("s", 1));
        _board.Slots.Remove("s", "s@1");
        Assert.Null(_board.Hear(Silo("s", 2)));
        Assert.Equal("s@2", _board.Slots.Info().Silos[0].Address);
    }

    [Fact]
    public void A_heartbeat_of_the_old_run_that_was_still_on_its_way_does_not_turn_the_new_one_away()
    {
        _board.Hear(Silo("s", 1));
        _board.Hear(Silo("s", 2));
        _board.Hear(Silo("s", 1));
        _board.Advance(3);
        Assert.Null(_board.Hear(Silo("s", 2)));
        Assert.Equal("s@2", _board.Slots.Info().Silos[0].Address);
    }

    [Fact]
    public void A_second_silo_of_the_same_name_is_refused_and_costs_the_first_nothing()
    {
        _board.Hear(Silo("s", 1));
        var lease = _board.Ask("a", 1);
        Assert.Null(_board.Hear(Silo("s", 2)));
        _board.Advance(1);
        Assert.Null(_board.Hear(Silo("s", 1)));

        Assert.Equal("a silo of the name 's' is alive already (s@1, since 1970-01-01 00:00:01Z); give this one another name", _board.Hear(Silo("s", 2)));
        Assert.Null(_board.Hear(Silo("s", 1)));
        Assert.Empty(_board.Request("a", 0, held: lease).Lost);
    }

    [Fact]
    public void Of_two_silos_of_one_name_the_later_is_refused_whichever_is_heard_first()
    {
        _board.Hear(Silo("s", 2));
        Assert.Null(_board.Hear(Silo("s", 1)));
        Assert.NotNull(_board.Hear(Silo("s", 2)));
    }

    private static SiloHeartbeat Silo(string name, int started) =>
        Board.Silo(name, Board.Cpu(1)) with { Address = $"{name}@{started}", Started = DateTimeOffset.UnixEpoch.AddSeconds(started) };
}
