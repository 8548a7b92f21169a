namespace ActorTraining.Client.Tests.Fakes;

/// <summary>Clients of scripted servers, on clocks that do not wait.</summary>
internal static class ClientOn
{
    public static ActorTrainingClient Server(ScriptedServer server, ImpatientClock? clock = null, string? token = null, Func<ClientOptions, ClientOptions>? with = null)
    {
        var options = new ClientOptions { Clock = clock ?? new ImpatientClock(), Random = new Random(1) };
        return new ActorTrainingClient(server.Address, token, with?.Invoke(options) ?? options);
    }
}
