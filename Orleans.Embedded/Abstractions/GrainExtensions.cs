using System.Globalization;
using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Identity of grains and references, and references of another interface.</summary>
public static class GrainExtensions
{
    /// <summary>The identity of a grain or of a reference to one.</summary>
    /// <exception cref="ArgumentException">The object is neither a grain made by the runtime nor a reference.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => ReferenceTo(grain).GrainId;

    /// <summary>The key of a grain with a string key.</summary>
    /// <exception cref="ArgumentException">The object is neither a grain made by the runtime nor a reference.</exception>
    public static string GetPrimaryKeyString(this IAddressable grain) => GetGrainId(grain).Key.ToString();

    /// <summary>The key of a grain with an integer key.</summary>
    /// <exception cref="ArgumentException">The object is neither a grain made by the runtime nor a reference.</exception>
    /// <exception cref="InvalidOperationException">The grain's key is not an integer.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain)
    {
        var id = GetGrainId(grain);
        return long.TryParse(id.Key.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key)
            ? key
            : throw new InvalidOperationException($"{id} has no integer key.");
    }

    /// <summary>A reference to the same grain through another of its interfaces; made from a grain itself, one that can be handed out.</summary>
    /// <typeparam name="TGrainInterface">The interface wanted.</typeparam>
    /// <param name="grain">A grain (<c>this</c>) or a reference.</param>
    /// <exception cref="ArgumentException">The object is neither a grain made by the runtime nor a reference.</exception>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) =>
        (TGrainInterface)(object)ReferenceTo(grain).As(typeof(TGrainInterface));

    internal static GrainReference ReferenceTo(IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            GrainReference reference => reference,
            IGrainBase { GrainContext: Activation activation } => activation.GrainReference,
            _ => throw new ArgumentException(
                $"{grain.GetType()} is neither a grain made by the runtime nor a reference: get grains with IGrainFactory.GetGrain, "
                + "hand out observers with IGrainFactory.CreateObjectReference.", nameof(grain)),
        };
    }
}
