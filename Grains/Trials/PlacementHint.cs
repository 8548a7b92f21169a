using ActorTraining.Grains.Interfaces;
using Orleans.Runtime;

namespace ActorTraining.Grains.Trials;

/// <summary>Tells the placement of a grain to which silo its lease leads.</summary>
internal static class PlacementHint
{
    /// <summary>The name under which Orleans passes hints: <c>IPlacementDirector.PlacementHintKey</c>.</summary>
    private const string Key = "PlacementHintKey";

    /// <summary>Makes one call with the silo of a lease as the hint; no other call of the caller carries it.</summary>
    public static Task<T> CallAsync<T>(Lease lease, Func<Task<T>> call)
    {
        // The call takes the context with it when it is made, so the hint may go before the answer comes.
        RequestContext.Set(Key, SiloAddress.FromParsableString(lease.Address));
        try
        {
            return call();
        }
        finally
        {
            RequestContext.Remove(Key);
        }
    }
}
