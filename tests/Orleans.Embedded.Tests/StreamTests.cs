using System.Runtime.CompilerServices;
using Orleans.Embedded.Tests.Testing;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

/// <summary>Grain methods that answer with an asynchronous stream.</summary>
public sealed class StreamTests
{
    private interface ISource : IGrainWithStringKey
    {
        IAsyncEnumerable<int> Count(int to, CancellationToken stop = default);

        IAsyncEnumerable<int> CountAndFail(int to);

        IAsyncEnumerable<int> Watch(CancellationToken stop = default);

        Task<string> Call();

        Task Leave();
    }

    [Fact]
    public async Task A_stream_brings_its_elements_in_order()
    {
        await using var silo = await TestSilo.StartAsync<SourceGrain>();
        var source = silo.Grains.GetGrain<ISource>("a");

        Assert.Equal([0, 1, 2, 3], await Read(source.Count(4, TestContext.Current.CancellationToken)));
        Assert.Empty(await Read(source.Count(0, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Each_reader_has_a_stream_of_its_own()
    {
        await using var silo = await TestSilo.StartAsync<SourceGrain>();
        var stream = silo.Grains.GetGrain<ISource>("a").Count(100, TestContext.Current.CancellationToken);

        var read = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Read(stream)))).Soon();

        Assert.All(read, elements => Assert.Equal(Enumerable.Range(0, 100), elements));
    }

    [Fact]
    public async Task The_stream_runs_on_the_turns_of_the_grain()
    {
        await using var silo = await TestSilo.StartAsync<SourceGrain>();

        await Read(silo.Grains.GetGrain<ISource>("a").Count(3, TestContext.Current.CancellationToken));

        await silo.Signals.Reached("on turns: True");
    }

    [Fact]
    public async Task A_failing_stream_fails_its_reader_after_the_elements()
    {
        await using var silo = await TestSilo.StartAsync<SourceGrain>();
        List<int> read = [];

        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (var element in silo.Grains.GetGrain<ISource>("a").CountAndFail(2))
            {
                read.Add(element);
            }
        });

        Assert.Equal([0, 1], read);
    }

    [Fact]
    public async Task A_reader_that_waits_blocks_no_call()
    {
        await using var silo = await TestSilo.StartAsync<SourceGrain>();
        var source = silo.Grains.GetGrain<ISource>("a");
        await using var reader = source.Watch(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        var next = reader.MoveNextAsync().AsTask();
        await silo.Signals.Reached("watching");

        Assert.Equal("answer", await source.Call().Soon());
        silo.Signals.Set("event");
        Assert.True(await next.Soon());
        Assert.Equal(1, reader.Current);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancelled_reader_is_released_and_the_stream_ends(bool asArgument)
    {
        await using var silo = await TestSilo.StartAsync<SourceGrain>();
        using var stop = new CancellationTokenSource();
        var (argument, reader) = asArgument ? (stop.Token, CancellationToken.None) : (CancellationToken.None, stop.Token);

        var reading = Read(silo.Grains.GetGrain<ISource>("a").Watch(argument).WithCancellation(reader));
        await silo.Signals.Reached("watching");
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.Soon());
        await silo.Signals.Reached("no longer watching");
    }

    [Fact]
    public async Task A_reader_that_leaves_early_ends_the_stream()
    {
        await using var silo = await TestSilo.StartAsync<SourceGrain>();

        await foreach (var element in silo.Grains.GetGrain<ISource>("a").Count(1000, TestContext.Current.CancellationToken))
        {
            if (element == 3)
            {
                break;
            }
        }

        Assert.True(silo.Signals.Wait("counted").IsCompleted);
    }

    [Fact]
    public async Task A_grain_with_a_reader_is_not_idle()
    {
        await using var silo = await TestSilo.StartAsync<SourceGrain>();
        var reading = Read(silo.Grains.GetGrain<ISource>("a").Watch(TestContext.Current.CancellationToken));
        await silo.Signals.Reached("watching");

        silo.Time.Advance(TimeSpan.FromHours(1));

        Assert.False(reading.IsCompleted);
        Assert.Equal(1, silo.Silo.ActivationCount);
    }

    [Fact]
    public async Task When_its_grain_leaves_a_reader_is_told()
    {
        await using var silo = await TestSilo.StartAsync<SourceGrain>();
        var source = silo.Grains.GetGrain<ISource>("a");
        await using var late = source.Count(5, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await late.MoveNextAsync());
        var reading = Read(source.Watch(TestContext.Current.CancellationToken));
        await silo.Signals.Reached("watching");

        await source.Leave();

        await Assert.ThrowsAsync<EnumerationAbortedException>(() => reading.Soon());
        await silo.Signals.Reached("no longer watching");
        await Assert.ThrowsAsync<EnumerationAbortedException>(() => late.MoveNextAsync().AsTask().Soon());
    }

    private static Task<List<int>> Read(IAsyncEnumerable<int> stream) => Read(stream.WithCancellation(TestContext.Current.CancellationToken));

    private static async Task<List<int>> Read(ConfiguredCancelableAsyncEnumerable<int> stream)
    {
        List<int> elements = [];
        await foreach (var element in stream)
        {
            elements.Add(element);
        }

        return elements;
    }

    private sealed class SourceGrain(Signals signals) : Grain, ISource
    {
        public async IAsyncEnumerable<int> Count(int to, [EnumeratorCancellation] CancellationToken stop = default)
        {
            var turns = TaskScheduler.Current;
            try
            {
                for (var number = 0; number < to; number++)
                {
                    await Task.Yield();
                    yield return number;
                }
            }
            finally
            {
                signals.Set($"on turns: {TaskScheduler.Current == turns && turns != TaskScheduler.Default}");
                signals.Set("counted");
            }
        }

        public async IAsyncEnumerable<int> CountAndFail(int to)
        {
            for (var number = 0; number < to; number++)
            {
                yield return number;
            }

            await Task.Yield();
            throw new FormatException("no more");
        }

        public async IAsyncEnumerable<int> Watch([EnumeratorCancellation] CancellationToken stop = default)
        {
            try
            {
                signals.Set("watching");
                await signals.Wait("event").WaitAsync(stop);
                yield return 1;
            }
            finally
            {
                signals.Set("no longer watching");
            }
        }

        public Task<string> Call() => Task.FromResult("answer");

        public Task Leave()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }
    }
}
