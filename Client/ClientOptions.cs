namespace ActorTraining.Client;

/// <summary>How a client reaches its server, and how much it bears.</summary>
/// <example><code>new ActorTrainingClient(server, token, new ClientOptions { Retries = 2 })</code></example>
public sealed record ClientOptions
{
    /// <summary>Sends the requests; null for one of the client's own. The client does not dispose one that it is given, and its own <see cref="HttpClient.Timeout"/> goes on to count.</summary>
    public HttpClient? Http { get; init; }

    /// <summary>How often a call is tried again after its first try, at least 0. Only calls that may be: see <see cref="ActorTrainingClient"/>.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The wait before the first retry; each further one is twice as long. A random part of up to a half is taken off, so that many clients do not come back at once.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait between two tries, where the server does not ask for a longer one.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer may take to begin, and may be silent in its middle, before the try counts as failed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How long a stream of events may be silent before it counts as broken. The server gives a sign of life every 15 seconds.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a stream of events goes on trying to reach a server that has gone away; also the longest wait that a server may ask for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The clock of waits and time limits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Draws the random part of waits.</summary>
    public Random Random { get; init; } = Random.Shared;
}
