using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace ActorTraining.Grains.Placement;

/// <summary>Brings a grain to life on the silo that the call names in its placement hint. Without a hint any silo will do, the local one first.</summary>
/// <remarks>
/// A hint that cannot be followed is an error: on another silo the grain would find no slot, and the caller would learn so only from it.
/// A grain that is already active stays where it is, whatever the hint.
/// </remarks>
public sealed class SlotPlacementDirector : IPlacementDirector
{
    /// <inheritdoc/>
    /// <exception cref="SiloUnavailableException">The hint names a silo that is not in the cluster any more.</exception>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (target.RequestContextData is { } data && data.TryGetValue(IPlacementDirector.PlacementHintKey, out var hint))
        {
            return Task.FromResult(IPlacementDirector.GetPlacementHint(data, silos)
                ?? throw new SiloUnavailableException($"{target.GrainIdentity} {Gone(hint)}"));
        }

        return Task.FromResult(silos.Contains(context.LocalSilo) ? context.LocalSilo : silos[Random.Shared.Next(silos.Length)]);
    }
    /// <summary>Whether a call failed because the silo that it named in its hint is not there, and not for anything that befell the call itself.</summary>
    /// <param name="failure">What the call threw; on its way from another silo its type may have changed.</param>
    /// <param name="silo">The silo's address, as <see cref="SiloAddress.ToParsableString"/> writes it.</param>
    internal static bool SaysGone(Exception failure, string silo)
    {
        var gone = Gone(SiloAddress.FromParsableString(silo));
        return failure.Message.Contains(gone, StringComparison.Ordinal) || (failure.InnerException is { } inner && SaysGone(inner, silo));
    }

    private static string Gone(object? silo) => $"has its slot on silo {silo}, which is not in the cluster or is about to leave it";
}
