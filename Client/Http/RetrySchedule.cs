using System.Globalization;

namespace ActorTraining.Client.Http;

/// <summary>When something that failed is tried again: after waits that double, each less a random part, until there were too many tries or it took too long.</summary>
internal sealed class RetrySchedule
{
    private readonly ClientOptions _options;
    private readonly int _most;
    private readonly TimeSpan _longest;
    private long _since;

    private RetrySchedule(ClientOptions options, int most, TimeSpan longest)
    {
        (_options, _most, _longest) = (options, most, longest);
        _since = options.Clock.GetTimestamp();
    }

    /// <summary>How often something was tried again since the beginning, or since it last went well.</summary>
    public int Retries { get; private set; }

    /// <summary>The schedule of one call, which ends after a number of tries.</summary>
    public static RetrySchedule ForCall(ClientOptions options) => new(options, options.Retries, System.Threading.Timeout.InfiniteTimeSpan);

    /// <summary>The schedule of a stream, which ends when the server was away for too long.</summary>
    public static RetrySchedule ForStream(ClientOptions options) => new(options, int.MaxValue, options.Patience);

    /// <summary>All is well: what fails next is the first failure again.</summary>
    public void Reset() => (Retries, _since) = (0, _options.Clock.GetTimestamp());

    /// <summary>Waits until the next try is due.</summary>
    /// <param name="told">The wait that the server asked for; null where it did not.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>False, without a wait, when there is to be no further try.</returns>
    public async Task<bool> WaitAsync(TimeSpan? told, CancellationToken cancel)
    {
        if (Retries >= _most || told > _options.Patience || (_longest >= TimeSpan.Zero && _options.Clock.GetElapsedTime(_since) > _longest))
            return false;
        var delay = Backoff(Retries++);
        await Task.Delay(told > delay ? told.Value : delay, _options.Clock, cancel);
        return true;
    }

    /// <summary>How long and how often it was tried, for an error: <c>tried 6 times in 14 s</c>.</summary>
    public override string ToString()
    {
        var seconds = _options.Clock.GetElapsedTime(_since).TotalSeconds;
        return Retries == 0 ? "tried once" : string.Create(CultureInfo.InvariantCulture, $"tried {Retries + 1} times in {seconds:0.#} s");
    }

    private TimeSpan Backoff(int retries)
    {
        var longest = Math.Min(_options.FirstDelay.TotalSeconds * Math.Pow(2, retries), _options.LongestDelay.TotalSeconds);
        return TimeSpan.FromSeconds(longest * (1 - _options.Random.NextDouble() / 2));
    }
}
