using ActorTraining.Experiments;

namespace ActorTraining.Grains;

/// <summary>Bears with a store or a coordinator that is away for a while.</summary>
internal sealed class Outage(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private long? _since;

    /// <summary>Does something, or leaves it undone as long as the outage is young.</summary>
    public Task BearAsync(Func<Task> action) => BearAsync(
        async () =>
        {
            await action();
            return true;
        },
        false);

    /// <summary>Asks something; where there is no answer now, gives the other one.</summary>
    public async Task<T> BearAsync<T>(Func<Task<T>> question, T otherwise)
    {
        try
        {
            var answer = await question();
            _since = null;
            return answer;
        }
        catch (Exception e) when (e is StoreException or TimeoutException)
        {
            _since ??= time.GetTimestamp();
            if (time.GetElapsedTime(_since.Value) > Longest)
            {
                throw;
            }

            return otherwise;
        }
    }
}
