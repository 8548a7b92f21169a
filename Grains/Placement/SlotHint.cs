using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace ActorTraining.Grains.Placement;

/// <summary>Says with a call on which silo its grain has its slot.</summary>
public static class SlotHint
{
    /// <summary>Makes a call with the hint; calls made afterwards do not carry it.</summary>
    /// <typeparam name="T">What the call returns.</typeparam>
    /// <param name="silo">The silo's address, as <see cref="SiloAddress.ToParsableString"/> writes it.</param>
    /// <param name="call">Makes the call and returns its task, without awaiting anything before.</param>
    /// <exception cref="FormatException">The text is not a silo's address.</exception>
    public static T On<T>(string silo, Func<T> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var before = RequestContext.Get(IPlacementDirector.PlacementHintKey);
        RequestContext.Set(IPlacementDirector.PlacementHintKey, SiloAddress.FromParsableString(silo));
        try
        {
            return call();
        }
        finally
        {
            Clear();
            if (before is not null)
            {
                RequestContext.Set(IPlacementDirector.PlacementHintKey, before);
            }
        }
    }

    /// <summary>
    /// Drops the hint that came with the present call. A grain that was called with a hint does this first: everything that it calls would inherit it.
    /// </summary>
    public static void Clear() => RequestContext.Remove(IPlacementDirector.PlacementHintKey);
}
