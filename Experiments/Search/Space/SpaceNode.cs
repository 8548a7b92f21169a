using System.Numerics;
using System.Text.Json;

namespace ActorTraining.Experiments.Search.Space;

/// <summary>A part of the parameters of a spec, with whatever search expressions are in it.</summary>
internal abstract class SpaceNode
{
    /// <summary>The number of values that this part can take; null for a continuum.</summary>
    public abstract BigInteger? Count { get; }

    /// <summary>The paths of the expressions, active or not, in the order of the document; one that stands in several alternatives comes several times.</summary>
    public abstract IEnumerable<string> Paths { get; }

    /// <summary>The value at a position; the expression that is written last varies fastest.</summary>
    /// <param name="index">In [0, <see cref="Count"/>).</param>
    /// <param name="choices">Receives what the expressions were replaced with, by path, in the order of the document.</param>
    public abstract JsonElement At(BigInteger index, IDictionary<string, JsonElement> choices);

    /// <summary>A random value.</summary>
    /// <param name="uniform">Gives for the path of an expression a number that is uniform in [0, 1).</param>
    /// <param name="choices">As for <see cref="At"/>.</param>
    public abstract JsonElement Draw(Func<string, double> uniform, IDictionary<string, JsonElement> choices);
}
