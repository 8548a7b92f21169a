using System.IO.Pipes;
using ActorTraining.Experiments;

namespace ActorTraining.Silo.Control;

/// <summary>Events of an experiment, as they happen, from the process that runs it.</summary>
internal sealed class ControlWatch : IAsyncDisposable
{
    // This one is looked for again and again, while it may have ended.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly NamedPipeClientStream _pipe;
    private readonly StreamReader _lines;

    private ControlWatch(NamedPipeClientStream pipe) => (_pipe, _lines) = (pipe, new StreamReader(pipe));

    /// <summary>Asks for events; null where no process answers.</summary>
    /// <param name="store">The identity of the store.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="after">The sequence number of the last event that is known.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<ControlWatch?> OpenAsync(string store, string experiment, long after, CancellationToken cancel)
    {
        var pipe = new NamedPipeClientStream(".", ControlPipe.NameFor(store), PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        try
        {
            await pipe.ConnectAsync(Patience, cancel);
            await ControlPipe.WriteAsync(pipe, new ControlRequest { Version = ControlPipe.Version, Verb = ControlVerb.Watch, Experiment = experiment, After = after }, cancel);
            return new ControlWatch(pipe);
        }
        catch (Exception e) when (e is IOException or TimeoutException or UnauthorizedAccessException)
        {
            await pipe.DisposeAsync();
            return null;
        }
        catch
        {
            await pipe.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next event; null when no more come, because the experiment or the process has ended.</summary>
    /// <exception cref="UnknownExperimentException">There is no such experiment.</exception>
    public async Task<ExperimentEvent?> NextAsync(CancellationToken cancel)
    {
        try
        {
            return await _lines.ReadLineAsync(cancel) is { } line ? ControlPipe.Parse<ControlAnswer>(line).OrThrow().Event : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or InvalidOperationException)
        {
            // It ended in the middle of a line, or does not tell: what is stored can be read without it.
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _lines.Dispose();
        await _pipe.DisposeAsync();
    }
}
