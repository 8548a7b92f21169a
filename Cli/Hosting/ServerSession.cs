using ActorTraining.Client;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Hosting;

/// <summary>The experiments of a server.</summary>
internal sealed class ServerSession(ActorTrainingClient client) : IExperimentsSession
{
    // Somebody sits there and waits: a few seconds, then the reason. A stream of events is more patient.
    private const int Retries = 3;

    /// <summary>Creates a session; nothing is sent yet.</summary>
    /// <exception cref="CommandException">The token cannot be one.</exception>
    public static ServerSession Create(Uri server, string? token)
    {
        try
        {
            return new ServerSession(new ActorTrainingClient(server, token, new ClientOptions { Retries = Retries }));
        }
        catch (ArgumentException error)
        {
            throw new CommandException(ExitCode.Usage, error.Message.Split(" (Parameter")[0]);
        }
    }

    /// <inheritdoc/>
    public IExperiments Experiments => client;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
