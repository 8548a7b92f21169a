using System.Net;
using System.Net.Http.Headers;
using ActorTraining.Client.Http;
using ActorTraining.Experiments.Streams;

namespace ActorTraining.Client.Streams;

/// <summary>The content of a stored file as a server sends it. Where the connection breaks it goes on at the byte that comes next.</summary>
internal sealed class ArtifactStream : ReadingStream
{
    private readonly ServerConnection _connection;
    private readonly QueryText _path;
    private readonly string _experiment;
    private readonly RetrySchedule _schedule;
    private ServerAnswer _answer;
    private Stream _content;
    private long _position;

    private ArtifactStream(ServerConnection connection, QueryText path, string experiment, RetrySchedule schedule, ServerAnswer answer, Stream content, string sha256)
    {
        (_connection, _path, _experiment, _schedule) = (connection, path, experiment, schedule);
        (_answer, _content, Sha256) = (answer, content, sha256);
    }

    /// <summary>The SHA-256 of the whole content, as the server has it.</summary>
    public string Sha256 { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileNotFoundException">There is none of this name.</exception>
    public static async Task<ArtifactStream> OpenAsync(ServerConnection connection, QueryText path, string experiment, CancellationToken cancel)
    {
        var schedule = RetrySchedule.ForCall(connection.Options);
        var answer = await SendAsync(connection, path, experiment, null, schedule, cancel);
        try
        {
            var sha256 = answer.Sha256 ?? throw new HttpRequestException($"{connection.Server} did not tell the SHA-256 of {path} as its ETag");
            return new ArtifactStream(connection, path, experiment, schedule, answer, await answer.OpenAsync(null, connection.Options.Timeout, cancel), sha256);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    /// <exception cref="HttpRequestException">The connection broke again and again.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                var count = await _content.ReadAsync(buffer, cancellationToken);
                _position += count;
                if (count > 0)
                    _schedule.Reset();
                return count;
            }
            catch (Exception broken) when (broken is IOException or HttpRequestException)
            {
                if (!await _schedule.WaitAsync(null, cancellationToken))
                    throw FailedTry.Broken(broken, Repetition.Always).Explained(_connection.Server, _schedule);
            }

            await GoOnAsync(cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _answer.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task GoOnAsync(CancellationToken cancel)
    {
        var range = _position == 0 ? null : new RangeHeaderValue(_position, null);
        var answer = await SendAsync(_connection, _path, _experiment, range, _schedule, cancel);
        if (answer.Sha256 != Sha256 || (range is not null && answer.Status != HttpStatusCode.PartialContent))
        {
            answer.Dispose();
            throw new InvalidDataException($"{_path} changed while it was read; read it again from its beginning");
        }

        var content = await answer.OpenAsync(null, _connection.Options.Timeout, cancel);
        await _content.DisposeAsync();
        _answer.Dispose();
        (_answer, _content) = (answer, content);
    }

    private static Task<ServerAnswer> SendAsync(
        ServerConnection connection, QueryText path, string experiment, RangeHeaderValue? range, RetrySchedule schedule, CancellationToken cancel) => connection.OpenAsync(
        () =>
        {
            var request = connection.Request(HttpMethod.Get, path, "*/*");
            request.Headers.Range = range;
            return request;
        },
        Repetition.Always,
        experiment,
        schedule,
        cancel);
}
