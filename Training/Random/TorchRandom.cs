using System.Buffers.Binary;
using ActorTraining.Training.Models;

namespace ActorTraining.Training.Random;

/// <summary>The random numbers of PyTorch on the CPU, bit for bit: <c>torch.manual_seed(n)</c> and then <c>randn</c>, <c>rand</c>, <c>randperm</c>.</summary>
/// <remarks>
/// <para>A notebook's initial weights and shuffles can be had again with it, so that its numbers can be compared one to one. Calls must come in the
/// order and with the sizes of the original: two fills of 8 are not one fill of 16.</para>
/// <para>Bit equality holds for float32 and PyTorch on x86 with AVX2. Normal fills of fewer than 16 values go through the platform's
/// <see cref="Math.Log(double)"/>, <see cref="Math.Sin"/> and <see cref="Math.Cos"/> in float64 and are rounded to float32 afterwards: a platform whose
/// functions differ in the last bit of a float64 gives another float32 about once in 10⁸ values.</para>
/// <para>Not safe for use from several threads at once.</para>
/// </remarks>
public sealed class TorchRandom : IRandomSource
{
    /// <summary>The length of what <see cref="Save"/> returns: the generator's state and the kept normal number.</summary>
    private const int StateLength = MersenneTwister.StateLength + sizeof(double);

    private readonly MersenneTwister _engine;
    private double? _keptNormal;

    /// <summary>Creates the generator as <c>torch.manual_seed(seed)</c> leaves it.</summary>
    /// <param name="seed">Any number; as in PyTorch only the lower 32 bits count.</param>
    public TorchRandom(ulong seed) => _engine = new MersenneTwister((uint)seed);

    /// <summary>Fills with standard normal numbers, as <c>torch.randn(n)</c>.</summary>
    /// <param name="values">Receives the numbers, <c>[n]</c>; the tensor's elements in row-major order.</param>
    public void Normal(Span<float> values) => Normal(values, 0, 1);

    /// <summary>Fills with normal numbers, as <c>torch.empty(n).normal_(mean, deviation)</c>.</summary>
    /// <param name="values">Receives the numbers, <c>[n]</c>; the tensor's elements in row-major order.</param>
    /// <param name="mean">The mean of the distribution.</param>
    /// <param name="deviation">Its standard deviation, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative or not a number.</exception>
    public void Normal(Span<float> values, double mean, double deviation)
    {
        if (!(deviation >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "The standard deviation must be at least 0.");
        }

        if (values.Length >= BoxMuller.BlockSize)
        {
            NormalBlocks(values, (float)mean, (float)deviation);
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)((NextNormal() * deviation) + mean);
        }
    }

    /// <summary>Fills with uniform numbers in [0, 1), as <c>torch.rand(n)</c>.</summary>
    /// <param name="values">Receives the numbers, <c>[n]</c>.</param>
    public void Uniform(Span<float> values) => Uniform(values, 0, 1);

    /// <summary>Fills with uniform numbers in [low, high), as <c>torch.empty(n).uniform_(low, high)</c>.</summary>
    /// <param name="values">Receives the numbers, <c>[n]</c>.</param>
    /// <param name="low">The lower bound, included.</param>
    /// <param name="high">The upper bound, not included but for rounding; at least <paramref name="low"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are in the wrong order.</exception>
    public void Uniform(Span<float> values, float low, float high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        foreach (ref float value in values)
        {
            value = MathF.FusedMultiplyAdd(NextUniform(), high - low, low);
        }
    }

    /// <summary>Fills with 1 with a probability and with 0 otherwise, as <c>torch.empty(n).bernoulli_(probability)</c>.</summary>
    /// <param name="values">Receives the numbers, <c>[n]</c>.</param>
    /// <param name="probability">The probability of 1, in [0, 1].</param>
    /// <remarks>The numbers are those of a PyTorch built without Intel's MKL, which draws from a generator of its own here.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public void Bernoulli(Span<float> values, double probability)
    {
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability must be in [0, 1].");
        }

        foreach (ref float value in values)
        {
            value = NextUniformDouble() < probability ? 1 : 0;
        }
    }

    /// <summary>Fills with a random permutation of 0, 1, ..., n-1, as <c>torch.randperm(n)</c>.</summary>
    /// <param name="values">
    /// Receives the permutation, <c>[n]</c>; what it held is overwritten. Below 2³²/20 elements all versions of PyTorch agree;
    /// above, newer ones than 1.13 go another way, and this is the one of 1.13.
    /// </param>
    public void Permutation(Span<int> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = i;
        }

        for (int i = 0; i < values.Length - 1; i++)
        {
            int other = i + (int)(_engine.Next() % (uint)(values.Length - i));
            (values[i], values[other]) = (values[other], values[i]);
        }
    }

    /// <summary>The whole state; after <see cref="Restore"/> the generator goes on as this one would have.</summary>
    public byte[] Save()
    {
        byte[] state = new byte[StateLength];
        _engine.Save(state);

        // A kept number is finite, so that NaN can stand for "none".
        BinaryPrimitives.WriteDoubleLittleEndian(state.AsSpan(MersenneTwister.StateLength), _keptNormal ?? double.NaN);
        return state;
    }

    /// <summary>Takes over a state that <see cref="Save"/> returned.</summary>
    /// <exception cref="InvalidDataException">It is not such a state.</exception>
    public void Restore(ReadOnlySpan<byte> state)
    {
        if (state.Length != StateLength)
        {
            throw new InvalidDataException($"random state: {state.Length} bytes, expected {StateLength}");
        }

        _engine.Restore(state);
        double kept = BinaryPrimitives.ReadDoubleLittleEndian(state[MersenneTwister.StateLength..]);
        _keptNormal = double.IsNaN(kept) ? null : kept;
    }

    /// <summary>The vectorised fill: a uniform number for each place first, then blocks of 16 are transformed where they stand.</summary>
    private void NormalBlocks(Span<float> values, float mean, float deviation)
    {
        Uniform(values);
        int whole = values.Length - (values.Length % BoxMuller.BlockSize);
        for (int start = 0; start < whole; start += BoxMuller.BlockSize)
        {
            BoxMuller.Transform(values.Slice(start, BoxMuller.BlockSize), mean, deviation);
        }

        if (whole < values.Length)
        {
            // The last 16 values are drawn anew, over values that are finished already: PyTorch spends as many numbers.
            Span<float> tail = values[^BoxMuller.BlockSize..];
            Uniform(tail);
            BoxMuller.Transform(tail, mean, deviation);
        }
    }

    /// <summary>One normal number in float64 by the Box-Muller transform, which makes two: the second is kept for the next call.</summary>
    private double NextNormal()
    {
        if (_keptNormal is double kept)
        {
            _keptNormal = null;
            return kept;
        }

        double angle = 2 * Math.PI * NextUniformDouble();
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextUniformDouble()));
        _keptNormal = radius * Math.Sin(angle);
        return radius * Math.Cos(angle);
    }

    /// <summary>A multiple of 2⁻²⁴ in [0, 1).</summary>
    private float NextUniform() => (_engine.Next() & ((1u << 24) - 1)) * (1f / (1 << 24));

    /// <summary>A multiple of 2⁻⁵³ in [0, 1).</summary>
    private double NextUniformDouble() => (_engine.NextLong() & ((1ul << 53) - 1)) * (1.0 / (1ul << 53));
}
