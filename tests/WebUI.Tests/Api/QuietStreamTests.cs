using System.IO.Pipelines;
using System.Threading.Channels;
using ActorTraining.Experiments;
using ActorTraining.WebUI.Api.Answers;
using Microsoft.AspNetCore.Http;
using Orleans.Embedded.Tests.Testing;

namespace ActorTraining.WebUI.Tests.Api;

/// <summary>A stream in which nothing happens, by a clock that the test moves.</summary>
public sealed class QuietStreamTests
{
    private readonly ManualTime _time = new();
    private readonly Channel<ExperimentEvent> _events = Channel.CreateUnbounded<ExperimentEvent>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Pipe _pipe = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_comment_comes_while_nothing_happens_so_that_no_proxy_takes_it_for_dead()
    {
        var (writing, reader) = Begin();
        Assert.Equal("retry: 2000", await reader.ReadLineAsync(Cancel));

        Assert.Equal(": all quiet", await NextAsync(reader, quietCounts: true));
        Assert.Equal(": all quiet", await NextAsync(reader, quietCounts: true));
        await _events.Writer.WriteAsync(new TrialLogged(7, DateTimeOffset.UnixEpoch, 1, 1, "two\nlines"), Cancel);
        Assert.Equal("id: 7", await NextAsync(reader));
        Assert.Equal("event: log", await reader.ReadLineAsync(Cancel));
        Assert.Contains("two\\nlines", await reader.ReadLineAsync(Cancel));
        _events.Writer.Complete();
        Assert.Equal("event: end", await NextAsync(reader));
        await writing;
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_streams_without_saying_that_the_experiment_has_ended()
    {
        var (writing, reader) = Begin();
        Assert.Equal("retry: 2000", await reader.ReadLineAsync(Cancel));

        await _stopping.CancelAsync();
        await writing;
        await _pipe.Writer.CompleteAsync();

        Assert.DoesNotContain("event: end", await reader.ReadToEndAsync(Cancel));
    }

    [Fact]
    public async Task A_store_that_is_away_ends_a_stream_in_the_same_way()
    {
        var (writing, reader) = Begin();
        _events.Writer.Complete(new StoreException("away"));
        await writing;
        await _pipe.Writer.CompleteAsync();

        Assert.DoesNotContain("event: end", await reader.ReadToEndAsync(Cancel));
    }

    private (Task Writing, StreamReader Reader) Begin()
    {
        var context = new DefaultHttpContext { Response = { Body = _pipe.Writer.AsStream() } };
        var stream = new EventStream(stop => _events.Reader.ReadAllAsync(stop), _time, _stopping.Token);
        return (stream.ExecuteAsync(context), new StreamReader(_pipe.Reader.AsStream()));
    }

    // The next line that says something, however long it takes by the clock.
    private async Task<string?> NextAsync(StreamReader reader, bool quietCounts = false)
    {
        while (true)
        {
            var line = reader.ReadLineAsync(Cancel).AsTask();
            while (!line.IsCompleted)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            if (await line is var text && text != "" && (quietCounts || text != ": all quiet"))
            {
                return text;
            }
        }
    }
}
