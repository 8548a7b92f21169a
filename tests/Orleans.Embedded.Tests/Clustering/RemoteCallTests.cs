using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Tests.Testing;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Clustering;

/// <summary>Calls between a head and its members.</summary>
public sealed class RemoteCallTests
{
    [Fact]
    public async Task Results_come_back_by_their_declared_types()
    {
        await using var cluster = await TestCluster.StartAsync();
        var probe = cluster.Probe("a", on: await cluster.JoinAsync("m1"));
        var parcel = new Parcel(
            Guid.NewGuid(), TimeSpan.FromMilliseconds(1.5), [new Letter("hi"), new Box(3)], JsonSerializer.Deserialize<JsonElement>("""{"x":[1,2]}"""), SiloAddress.Zero, null);

        var back = await probe.Echo(parcel).Soon();

        Assert.Equal(parcel.Contents, back.Contents);
        Assert.Equal("""{"x":[1,2]}""", back.Json.GetRawText());
        Assert.Equal(parcel with { Contents = back.Contents, Json = back.Json }, back);
        Assert.NotSame(parcel, back);
    }

    [Fact]
    public async Task A_member_calls_grains_of_the_head_and_of_other_members()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (one, two) = (await cluster.JoinAsync("m1"), await cluster.JoinAsync("m2"));
        await cluster.Probe("there", on: two).Call().Soon();
        var probe = cluster.Probe("here", on: one);

        Assert.Equal("head greets m1", await probe.AskHome("h").Soon());
        Assert.Equal("m2", await probe.AskNeighbour("there").Soon());
        Assert.Equal("m1", await two.Grains.GetGrain<IProbe>("here").Where().Soon());
        Assert.Equal("head", await two.Grains.GetGrain<IHome>("h").Where().Soon());
    }

    [Fact]
    public async Task A_grain_calls_back_while_the_head_calls_it()
    {
        await using var cluster = await TestCluster.StartAsync();
        var probe = cluster.Probe("a", on: await cluster.JoinAsync("m1"));

        Assert.Equal("head greets m1, head greets m1", await cluster.Grains.GetGrain<IHome>("h").Visit(probe, "h").Soon());
    }

    [Fact]
    public async Task Exceptions_keep_type_message_and_stack()
    {
        await using var cluster = await TestCluster.StartAsync();
        var probe = cluster.Probe("a", on: await cluster.JoinAsync("m1"));

        var own = await Assert.ThrowsAsync<ProbeException>(() => probe.Fail("own").Soon());
        Assert.Equal("a probe failed", own.Message);
        Assert.Contains(nameof(ProbeGrain), own.StackTrace);

        var wrapped = await Assert.ThrowsAsync<WrappedException>(() => probe.Fail("inner").Soon());
        Assert.Equal("cause", Assert.IsType<InvalidOperationException>(wrapped.InnerException).Message);

        Assert.Equal("there is no 'it'", (await Assert.ThrowsAsync<NamingException>(() => probe.Fail("naming").Soon())).Message);
        Assert.Equal(new ArgumentException("no such kind", "kind").Message, (await Assert.ThrowsAsync<ArgumentException>(() => probe.Fail("?").Soon())).Message);
    }

    [Fact]
    public async Task An_exception_that_cannot_be_made_again_arrives_as_one_that_names_it()
    {
        await using var cluster = await TestCluster.StartAsync();
        var probe = cluster.Probe("a", on: await cluster.JoinAsync("m1"));

        var failure = await Assert.ThrowsAsync<OrleansException>(() => probe.Fail("odd").Soon());

        Assert.Equal($"{typeof(OddException).FullName}: odd 3", failure.Message);
    }

    [Fact]
    public async Task To_a_member_an_unavailable_silo_elsewhere_is_a_passing_failure()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (one, two) = (await cluster.JoinAsync("m1"), await cluster.JoinAsync("m2"));
        await cluster.Probe("a", on: two).Call().Soon();

        var failure = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => one.Grains.GetGrain<IProbe>("a").Fail("silo").Soon());

        Assert.Equal("gone", failure.Message);
    }

    [Fact]
    public async Task A_cancelled_call_cancels_the_token_of_the_grain()
    {
        await using var cluster = await TestCluster.StartAsync();
        var member = await cluster.JoinAsync("m1");
        var probe = cluster.Probe("a", on: member);
        using var cancel = new CancellationTokenSource();
        var call = probe.WaitFor("never", cancel.Token);
        await member.Signals.Reached("a waits");

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        await member.Signals.Reached("a was cancelled");
    }

    [Fact]
    public async Task A_cancellation_passes_through_the_head()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (one, two) = (await cluster.JoinAsync("m1"), await cluster.JoinAsync("m2"));
        await cluster.Probe("a", on: two).Call().Soon();
        using var cancel = new CancellationTokenSource();
        var call = one.Grains.GetGrain<IProbe>("a").WaitFor("never", cancel.Token);
        await two.Signals.Reached("a waits");

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        await two.Signals.Reached("a was cancelled");
    }

    [Fact]
    public async Task The_time_out_is_the_callers_and_what_has_not_begun_is_dropped()
    {
        await using var cluster = await TestCluster.StartAsync();
        var member = await cluster.JoinAsync("m1");
        var probe = cluster.Probe("a", on: member);
        var running = probe.WaitFor("go on", TestContext.Current.CancellationToken);
        await member.Signals.Reached("a waits");
        var waiting = probe.AskHome("h");

        // Five seconds for this method; in one step, so that both sides hear each other's pings in between.
        for (var second = 0; second < 6; second++)
        {
            cluster.Head!.Time.Advance(TimeSpan.FromSeconds(1));
            member.Time.Advance(TimeSpan.FromSeconds(1));
            await Beat(cluster, member);
        }

        await Assert.ThrowsAsync<TimeoutException>(() => waiting.Soon());
        member.Signals.Set("go on");
        Assert.Equal("go on", await running.Soon());
        Assert.Equal("m1", await probe.Where().Soon());
    }

    [Fact]
    public async Task One_way_calls_arrive_and_their_failures_are_logged_where_they_happen()
    {
        await using var cluster = await TestCluster.StartAsync();
        var member = await cluster.JoinAsync("m1");
        var probe = cluster.Probe("a", on: member);

        await probe.Note("hello");
        await member.Signals.Reached("noted hello");
        await probe.Note("fail");

        Assert.Equal(LogLevel.Error, (await member.Log.Next<ProbeException>()).Level);
    }

    [Fact]
    public async Task The_request_context_travels()
    {
        await using var cluster = await TestCluster.StartAsync();
        var probe = cluster.Probe("a", on: await cluster.JoinAsync("m1"));
        RequestContext.Set("user", "ann");
        RequestContext.Set("depth", 3);

        Assert.Equal("ann", (await probe.Context("user").Soon())?.ToString());
        Assert.Equal("3", (await probe.Context("depth").Soon())?.ToString());

        RequestContext.Set("stream", new MemoryStream());
        var refusal = await Assert.ThrowsAsync<NotSupportedException>(() => probe.Call().Soon());
        Assert.Contains("'stream'", refusal.Message);
    }

    [Fact]
    public async Task References_to_grains_and_observers_work_on_the_other_side()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (one, two) = (await cluster.JoinAsync("m1"), await cluster.JoinAsync("m2"));
        var probe = cluster.Probe("a", on: one);
        Assert.Equal("m1", await (await probe.Myself().Soon()).Where().Soon());

        foreach (var owner in new[] { cluster.Head!, one, two })
        {
            var watcher = new Watcher(owner.Signals);
            var reference = owner.Grains.CreateObjectReference<IWatcher>(watcher);
            var caller = owner.Grains.GetGrain<IProbe>("a");
            Assert.Equal("why? because", await caller.Ask(reference, "why?").Soon());
            await Assert.ThrowsAsync<FormatException>(() => caller.Ask(reference, "").Soon());
            await caller.Tell(reference, "news").Soon();
            await owner.Signals.Reached("heard news");

            owner.Grains.DeleteObjectReference<IWatcher>(reference);
            await Assert.ThrowsAsync<ClientNotAvailableException>(() => caller.Ask(reference, "why?").Soon());
            GC.KeepAlive(watcher);
        }
    }

    [Fact]
    public async Task Streams_do_not_leave_their_silo()
    {
        await using var cluster = await TestCluster.StartAsync();
        var probe = cluster.Probe("a", on: await cluster.JoinAsync("m1"));
        await probe.Call().Soon();

        var refusal = await Assert.ThrowsAsync<NotSupportedException>(async () => await probe.Count(3).GetAsyncEnumerator(TestContext.Current.CancellationToken).MoveNextAsync());

        Assert.Contains("streams do not leave their silo", refusal.Message);
    }

    [Fact]
    public async Task A_grain_that_cannot_be_activated_fails_its_calls()
    {
        await using var cluster = await TestCluster.StartAsync();
        var probe = cluster.Probe("broken", on: await cluster.JoinAsync("m1"));

        await Assert.ThrowsAsync<ProbeException>(() => probe.Call().Soon());
        await Assert.ThrowsAsync<ProbeException>(() => probe.Call().Soon());
    }

    [Fact]
    public async Task What_cannot_be_written_or_is_too_long_fails_the_call_and_not_the_connection()
    {
        await using var cluster = await TestCluster.StartAsync(options => options.MaxMessageBytes = 100_000);
        var probe = cluster.Probe("a", on: await cluster.JoinAsync("m1", options => options.MaxMessageBytes = 100_000));

        Assert.Contains("cannot be sent", (await Assert.ThrowsAsync<OrleansException>(() => probe.Unwritable().Soon())).Message);
        Assert.Contains("100,000", (await Assert.ThrowsAsync<OrleansException>(() => probe.Take(new byte[90_000]).Soon())).Message);
        Assert.Contains("100,000", (await Assert.ThrowsAsync<OrleansException>(() => probe.Take(new byte[3_000_000]).Soon())).Message);
        Assert.Contains("100,000", (await Assert.ThrowsAsync<OrleansException>(() => probe.Bytes(3_000_000).Soon())).Message);

        Assert.Equal(70_000, (await probe.Bytes(70_000).Soon()).Length);
    }

    [Fact]
    public async Task Ten_thousand_calls_with_128_in_flight_each_get_their_own_answer()
    {
        await using var cluster = await TestCluster.StartAsync();
        var member = await cluster.JoinAsync("m1");
        var probes = Enumerable.Range(0, 16).Select(number => cluster.Probe($"p{number}", on: member)).ToArray();
        using var flight = new SemaphoreSlim(128);

        var calls = Enumerable.Range(0, 10_000).Select(async number =>
        {
            await flight.WaitAsync(TestContext.Current.CancellationToken);
            var parcel = new Parcel(Guid.Empty, TimeSpan.FromTicks(number), [], default(JsonElement), null, number);
            var back = await probes[number % probes.Length].Echo(parcel with { Json = JsonSerializer.SerializeToElement(number) });
            flight.Release();
            return back.Json.GetInt32() == number && back.Age.Ticks == number;
        });

        Assert.All(await Task.WhenAll(calls).Soon(), Assert.True);
    }

    [Fact]
    public async Task Calls_wait_their_turn_while_the_other_side_does_not_read()
    {
        await using var cluster = await TestCluster.StartAsync(options => options.SendBufferBytes = 100_000);
        var probe = cluster.Probe("a", on: await cluster.JoinAsync("m1"));
        await probe.Call().Soon();

        var calls = Enumerable.Range(0, 200).Select(_ => probe.Take(new byte[200_000])).ToArray();

        await Task.WhenAll(calls).Soon();
    }

    // A call there and back again: every ping sent before has been heard by then.
    private static async Task Beat(TestCluster cluster, TestSilo member)
    {
        await member.Grains.GetGrain<IHome>("beat").Where().Soon();
        await cluster.Probe("beat", on: member).Call().Soon();
    }
}
