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
    public void A_restarted_silo_may_have_its_name_again()
    {
        _board.Hear(Silo("s", 1));
        Assert.Null(_board.Hear(Silo("s", 2)));
        Assert.Null(_board.Hear(Silo("s", 2)));
    }

    [Fact]
    public void A_second_silo_of_the_same_name_is_refused_when_the_first_is_heard_again()
    {
        _board.Hear(Silo("s", 1));
        Assert.Null(_board.Hear(Silo("s", 2)));
        Assert.Null(_board.Hear(Silo("s", 1)));

        Assert.Equal("a silo of the name 's' is alive already (s@1, since 1970-01-01 00:00:01Z); give this one another name", _board.Hear(Silo("s", 2)));
        Assert.Null(_board.Hear(Silo("s", 1)));
    }

    private static SiloHeartbeat Silo(string name, int started) =>
        Board.Silo(name, Board.Cpu(1)) with { Address = $"{name}@{started}", Started = DateTimeOffset.UnixEpoch.AddSeconds(started) };
}
