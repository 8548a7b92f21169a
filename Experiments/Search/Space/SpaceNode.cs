using System.Numerics;
using System.Text.Json;

namespace ActorTraining.Experiments.Search.Space;

/// <summary>A part of the parameters of a spec, with whatever search expressions are in it.</summary>
internal abstract class SpaceNode
{
    /// <summary>The number of values that this part can take; null for a continuum.</summary>
    public abstract BigInteger? Count { get; }

    /// <summary>The value at a position; the expression that is written last varies fastest.</summary>
    /// <param name="index">In [0, <see cref="Count"/>).</param>
    /// <param name="choices">Receives what the expressions were replaced with, by path, in the order of the document.</param>
    public abstract JsonElement At(BigInteger index, IDictionary<string, JsonElement> choices);

    /// <summary>The value at a point.</summary>
    /// <param name="placement">Tells it, and receives what the expressions were replaced with.</param>
    public abstract JsonElement Draw(Placement placement);

    /// <summary>Finds the point of a value.</summary>
    /// <param name="value">The value; undefined where the parameters have none at this place.</param>
    /// <param name="point">Receives the coordinates of the dimensions that count.</param>
    /// <param name="isChosen">Whether this is a part of an alternative: then what does not vary has to be equal too, to tell the alternatives apart.</param>
    /// <returns>Whether it is a value of this part.</returns>
    public abstract bool Encode(JsonElement value, double[] point, bool isChosen);

    /// <summary>Whether an incomplete value is meant to be one of this part: whatever it says fits.</summary>
    public abstract bool Resembles(JsonElement value);
}
