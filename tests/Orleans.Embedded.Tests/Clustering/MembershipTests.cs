using System.Net.WebSockets;
using Orleans.Embedded.Tests.Testing;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Clustering;

/// <summary>Who belongs to a cluster, and what becomes of calls and grains when somebody is lost, comes back or leaves.</summary>
public sealed class MembershipTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_head_knows_its_members_and_a_member_its_head()
    {
        await using var cluster = await TestCluster.StartAsync(options => options.Version = "1.2");
        var changes = 0;
        cluster.Members.MembersChanged += () => Interlocked.Increment(ref changes);

        var two = await cluster.JoinAsync("m2", options => options.Version = "1.2");
        var one = await cluster.JoinAsync("m1", options => options.Version = "1.2");

        Assert.Equal(
            [new ClusterMember("m1", TestCluster.AddressOf(one), "1.2", false), new ClusterMember("m2", TestCluster.AddressOf(two), "1.2", false)], cluster.Members.Members);
        Assert.Equal(TestCluster.AddressOf(cluster.Head!), one.Get<EmbeddedMember>().Head);
        Assert.True(changes >= 2);
    }

    [Fact]
    public async Task A_lost_connection_fails_the_calls_in_flight_at_once()
    {
        await using var cluster = await TestCluster.StartAsync();
        var member = await cluster.JoinAsync("m1");
        var outwards = cluster.Probe("a", on: member).WaitFor("never", Cancellation);
        await member.Signals.Reached("a waits");
        await cluster.Probe("b", on: cluster.Head!).Call().Soon();
        var inwards = member.Grains.GetGrain<IProbe>("b").WaitFor("never", Cancellation);
        await cluster.Head!.Signals.Reached("b waits");

        cluster.Cut("m1");

        Assert.Contains("'m1'", (await Assert.ThrowsAsync<SiloUnavailableException>(() => outwards.Soon())).Message);
        Assert.Contains("Whether the call has run is not known", (await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => inwards.Soon())).Message);
        await cluster.Until(() => cluster.Members.Members.Count == 0);
        await Assert.ThrowsAsync<OrleansException>(() => cluster.Probe("a", on: member).Call().Soon());
    }

    [Fact]
    public async Task A_member_dials_again_and_its_grains_are_found_again()
    {
        await using var cluster = await TestCluster.StartAsync();
        var member = await cluster.JoinAsync("m1");
        var running = cluster.Probe("a", on: member).WaitFor("never", Cancellation);
        await member.Signals.Reached("a waits");

        cluster.Cut("m1");
        await Assert.ThrowsAsync<SiloUnavailableException>(() => running.Soon());
        await cluster.Until(() => cluster.Members.Members.Count == 0);
        await TestCluster.DialAgain(member);
        await cluster.HasJoined(member);

        RequestContext.Clear();
        var found = cluster.Grains.GetGrain<IProbe>("a").Where();
        member.Signals.Set("never"); // The call before it still runs: it is the same activation.
        Assert.Equal("m1", await found.Soon());
    }

    [Fact]
    public async Task Where_a_grain_was_placed_elsewhere_meanwhile_the_newer_one_stays()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (one, two) = (await cluster.JoinAsync("m1"), await cluster.JoinAsync("m2"));
        await cluster.Probe("a", on: one).Call().Soon();
        await cluster.Probe("b", on: one).Call().Soon();
        await cluster.Probe("c", on: one).Call().Soon();

        cluster.Cut("m1");
        await cluster.Until(() => cluster.Members.Members.Count == 1);
        Assert.Equal("m2", await cluster.Probe("a", on: two).Where().Soon());
        Assert.Equal("head", await cluster.Probe("b", on: cluster.Head!).Where().Soon());
        await TestCluster.DialAgain(one);
        await cluster.HasJoined(one);

        await one.Signals.Reached("a left: DuplicateActivation");
        await one.Signals.Reached("b left: DuplicateActivation");
        Assert.Equal("m2", await cluster.Probe("a", on: one).Where().Soon());
        Assert.Equal("head", await cluster.Probe("b", on: one).Where().Soon());
        Assert.Equal("m1", await cluster.Probe("c", on: two).Where().Soon());
    }

    [Fact]
    public async Task A_silent_member_is_lost_after_the_time_of_silence()
    {
        await using var cluster = await TestCluster.StartAsync(options => options.MemberSilence = TimeSpan.FromSeconds(3));
        var member = await cluster.JoinAsync("m1");
        var call = cluster.Probe("a", on: member).WaitFor("never", Cancellation);
        await member.Signals.Reached("a waits");

        cluster.Head!.Time.Advance(TimeSpan.FromSeconds(3)); // The member's clock stands still: it sends no pings.
        Assert.Equal("head", await member.Grains.GetGrain<IHome>("h").Where().Soon());
        Assert.Single(cluster.Members.Members);
        Assert.False(call.IsCompleted);
        cluster.Head.Time.Advance(TimeSpan.FromSeconds(4)); // It was heard: the time begins anew.

        Assert.Contains("nothing was heard", (await Assert.ThrowsAsync<SiloUnavailableException>(() => call.Soon())).Message);
        await cluster.Until(() => cluster.Members.Members.Count == 0);
    }

    [Fact]
    public async Task A_member_gives_a_silent_head_up_and_dials_again()
    {
        await using var cluster = await TestCluster.StartAsync();
        var member = await cluster.JoinAsync("m1");

        member.Time.Advance(TimeSpan.FromSeconds(4));
        await member.Log.Next("nothing was heard");
        await TestCluster.DialAgain(member);

        await member.Log.Next("has joined the head", 2);
        Assert.Equal("head", await member.Grains.GetGrain<IHome>("h").Where().Soon());
    }

    [Fact]
    public async Task While_the_head_is_away_grains_run_on_and_calls_wait_for_the_next_head()
    {
        await using var cluster = await TestCluster.StartAsync();
        var member = await cluster.JoinAsync("m1");
        await cluster.Probe("a", on: member).Call().Soon();
        var first = TestCluster.AddressOf(cluster.Head!);

        cluster.KillHead();
        await member.Log.Next("Dialing again");
        var probe = member.Grains.GetGrain<IProbe>("a");
        Assert.Equal("m1", await probe.Where().Soon());
        var waiting = member.Grains.GetGrain<IHome>("h").Greet("m1");
        var tooLong = probe.AskHome("h");

        for (var failure = 1; failure < 7; failure++)
        {
            await TestCluster.DialAgain(member, failure);
        }

        await Assert.ThrowsAsync<TimeoutException>(() => tooLong.Soon());
        Assert.False(waiting.IsCompleted);
        await cluster.StartHeadAsync();
        await TestCluster.DialAgain(member, 7);

        Assert.Equal("head greets m1", await waiting.Soon());
        await cluster.HasJoined(member);
        RequestContext.Clear();
        Assert.Equal("m1", await cluster.Grains.GetGrain<IProbe>("a").Where().Soon());
        Assert.NotEqual(first, member.Get<EmbeddedMember>().Head);
    }

    [Fact]
    public async Task However_often_the_connection_breaks_every_call_comes_to_an_end_and_no_grain_is_lost()
    {
        await using var cluster = await TestCluster.StartAsync();
        var member = await cluster.JoinAsync("m1");
        await cluster.Probe("keeper", on: member).Call().Soon();
        RequestContext.Clear();
        for (var losses = 1; losses <= 20; losses++)
        {
            var calls = Enumerable.Range(0, 50)
                .SelectMany(number => new[] { cluster.Grains.GetGrain<IProbe>("keeper").Where(), member.Grains.GetGrain<IHome>($"h{number}").Where() })
                .ToList();
            await Task.WhenAny(calls);
            cluster.Cut("m1");
            calls.AddRange(Enumerable.Range(0, 10).Select(number => member.Grains.GetGrain<IHome>($"h{number}").Where()));
            await TestCluster.DialAgain(member, losses);
            await cluster.Head!.Log.Next("has joined with", losses + 1);
            foreach (var call in calls)
            {
                try
                {
                    Assert.Contains(await call.Soon(), (string[])["head", "m1"]);
                }
                catch (OrleansMessageRejectionException)
                {
                    // It was on its way when the connection broke.
                }
            }
        }

        Assert.Empty(cluster.Census.Twice);
        Assert.Equal("m1", await cluster.Grains.GetGrain<IProbe>("keeper").Where().Soon());
    }

    [Fact]
    public async Task A_stopped_head_lets_its_members_wait()
    {
        await using var cluster = await TestCluster.StartAsync();
        var member = await cluster.JoinAsync("m1");
        await cluster.Probe("a", on: member).Call().Soon();

        await cluster.Head!.Silo.StopAsync(Cancellation).Soon();
        await member.Log.Next("Dialing again");
        Assert.Null(member.Get<EmbeddedMember>().Head);
        await cluster.StartHeadAsync();
        await TestCluster.DialAgain(member);

        await cluster.HasJoined(member);
        RequestContext.Clear();
        Assert.Equal("m1", await cluster.Grains.GetGrain<IProbe>("a").Where().Soon());
    }

    [Fact]
    public async Task A_second_silo_of_a_name_gives_up_where_the_first_stays_connected()
    {
        await using var cluster = await TestCluster.StartAsync();
        var first = await cluster.JoinAsync("m1");

        var second = await cluster.StartMemberAsync("m1", options => (options.MemberSilence, options.PingPeriod) = (TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)));
        await TestCluster.DialAgain(second);
        await TestCluster.DialAgain(second, losses: 2);

        var refusal = await Assert.ThrowsAsync<JoinRefusedException>(() => second.Get<EmbeddedMember>().Completion.Soon());
        Assert.Equal(JoinRefusal.NameTaken, refusal.Reason);
        Assert.Equal([TestCluster.AddressOf(first)], cluster.Members.Members.Select(member => member.SiloAddress));
        Assert.Equal("m1", await cluster.Probe("a", on: first).Where().Soon());
    }

    [Fact]
    public async Task A_new_run_of_a_silo_joins_as_soon_as_the_old_one_is_missed()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.JoinAsync("m1");
        var cutOlder = cluster.CutLater("m1");
        var newer = await cluster.StartMemberAsync("m1");
        await newer.Log.Next("Dialing again");
        cutOlder();
        await cluster.Until(() => cluster.Members.Members.Count == 0);

        await TestCluster.DialAgain(newer);

        await cluster.HasJoined(newer);
    }

    [Fact]
    public async Task An_older_run_does_not_replace_a_newer_one()
    {
        await using var cluster = await TestCluster.StartAsync();
        var older = await cluster.JoinAsync("m1");
        cluster.Cut("m1");
        await cluster.Until(() => cluster.Members.Members.Count == 0);
        var newer = await cluster.JoinAsync("m1");

        await TestCluster.DialAgain(older);

        var refusal = await Assert.ThrowsAsync<JoinRefusedException>(() => older.Get<EmbeddedMember>().Completion.Soon());
        Assert.Equal(JoinRefusal.Replaced, refusal.Reason);
        Assert.Equal([TestCluster.AddressOf(newer)], cluster.Members.Members.Select(member => member.SiloAddress));
    }

    [Fact]
    public async Task A_member_of_another_version_or_cluster_is_refused_and_both_sides_say_why()
    {
        await using var cluster = await TestCluster.StartAsync(options =>
        {
            options.Version = "2.0";
            options.Admit = hello => hello.Name == "stranger" ? "strangers are not admitted" : null;
        });

        await Refused("m1", JoinRefusal.Version, "'1.0'", options => options.Version = "1.0");
        await Refused("m2", JoinRefusal.Cluster, "'elsewhere'", options => options.Version = "2.0", options => options.ClusterId = "elsewhere");
        await Refused("stranger", JoinRefusal.NotAdmitted, "strangers", options => options.Version = "2.0");

        Assert.Empty(cluster.Members.Members);
        Assert.Equal(3, cluster.Dials);

        async Task Refused(string name, JoinRefusal reason, string text, Action<ClusteringOptions> configure, Action<EmbeddedSiloOptions>? silo = null)
        {
            var member = await cluster.StartMemberAsync(name, configure, silo);
            var refusal = await Assert.ThrowsAsync<JoinRefusedException>(() => member.Get<EmbeddedMember>().Completion.Soon());
            Assert.Equal(reason, refusal.Reason);
            Assert.Contains(text, refusal.Message);
            await cluster.Head!.Log.Next(refusal.Message);
        }
    }

    [Fact]
    public async Task A_member_that_stops_says_goodbye_after_its_grains_have_ended()
    {
        await using var cluster = await TestCluster.StartAsync();
        var member = await cluster.JoinAsync("m1");
        var running = cluster.Probe("a", on: member).WaitFor("go on", Cancellation);
        await member.Signals.Reached("a waits");

        var stop = member.Silo.StopAsync(Cancellation);
        await cluster.Until(() => cluster.Members.Members is [{ IsLeaving: true }]);
        await Assert.ThrowsAsync<OrleansException>(() => cluster.Probe("b", on: member).Call().Soon());
        member.Signals.Set("go on");

        Assert.Equal("go on", await running.Soon());
        await stop.Soon();
        await member.Signals.Reached("a left: ShuttingDown");
        await cluster.Head!.Log.Next("has left");
        await cluster.Until(() => cluster.Members.Members.Count == 0);
        await member.Get<EmbeddedMember>().Completion.Soon();
        Assert.Equal("head", await cluster.Probe("a", on: cluster.Head).Where().Soon());
    }

    [Fact]
    public async Task A_member_stops_in_time_while_there_is_no_head()
    {
        await using var cluster = await TestCluster.StartAsync();
        var member = await cluster.JoinAsync("m1");
        cluster.KillHead();
        await member.Log.Next("Dialing again");
        var waiting = member.Grains.GetGrain<IHome>("h").Where();

        await member.Silo.StopAsync(Cancellation).Soon();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => waiting.Soon());
        await member.Get<EmbeddedMember>().Completion.Soon();
    }

    [Fact]
    public async Task A_dial_function_can_give_up()
    {
        await using var member = await TestSilo.StartAsync(
            options => options.AddGrain<HomeGrain>(),
            services => services.AddEmbeddedMember(_ => _ => Task.FromException<WebSocket>(new JoinRefusedException(JoinRefusal.NotAdmitted, "the token is wrong"))));

        var refusal = await Assert.ThrowsAsync<JoinRefusedException>(() => member.Get<EmbeddedMember>().Completion.Soon());

        Assert.Equal("the token is wrong", refusal.Message);
        var failure = await Assert.ThrowsAsync<SiloUnavailableException>(() => member.Grains.GetGrain<IHome>("h").Where().Soon());
        Assert.Contains("the token is wrong", failure.Message);
    }
}
