using System.Buffers.Binary;

namespace ActorTraining.Training.Random;

/// <summary>The 32-bit Mersenne Twister MT19937, the source of all of PyTorch's random numbers on the CPU.</summary>
/// <remarks>M. Matsumoto, T. Nishimura: "Mersenne Twister", ACM TOMACS 8(1), 1998, with the seeding of 2002 (<c>init_genrand</c>).</remarks>
internal sealed class MersenneTwister
{
    /// <summary>The length of a saved state in bytes: 624 words and the position.</summary>
    public const int StateLength = (Size + 1) * sizeof(uint);

    private const int Size = 624;
    private const int Shift = 397;
    private const uint UpperBit = 0x80000000;

    private readonly uint[] _state = new uint[Size];
    private int _position = Size;

    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (int i = 1; i < Size; i++)
        {
            uint previous = _state[i - 1];
            _state[i] = (1812433253u * (previous ^ (previous >> 30))) + (uint)i;
        }
    }

    /// <summary>The next 32 random bits.</summary>
    public uint Next()
    {
        if (_position == Size)
        {
            Advance();
        }

        uint y = _state[_position++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >> 18);
    }

    /// <summary>The next 64 random bits; the first word drawn is the upper half.</summary>
    public ulong NextLong()
    {
        ulong upper = Next();
        return (upper << 32) | Next();
    }

    /// <summary>Writes the state, little endian.</summary>
    /// <param name="destination">At least <see cref="StateLength"/> bytes.</param>
    public void Save(Span<byte> destination)
    {
        for (int i = 0; i < Size; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(destination[(i * sizeof(uint))..], _state[i]);
        }

        BinaryPrimitives.WriteInt32LittleEndian(destination[(Size * sizeof(uint))..], _position);
    }

    /// <summary>Takes over a state that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The position is not one that the generator can have.</exception>
    public void Restore(ReadOnlySpan<byte> source)
    {
        int position = BinaryPrimitives.ReadInt32LittleEndian(source[(Size * sizeof(uint))..]);
        if (position is < 0 or > Size)
        {
            throw new InvalidDataException($"random state: the position {position} is not in [0, {Size}]");
        }

        for (int i = 0; i < Size; i++)
        {
            _state[i] = BinaryPrimitives.ReadUInt32LittleEndian(source[(i * sizeof(uint))..]);
        }

        _position = position;
    }

    private void Advance()
    {
        uint[] state = _state;
        for (int i = 0; i < Size; i++)
        {
            uint y = (state[i] & UpperBit) | (state[(i + 1) % Size] & ~UpperBit);
            uint twist = (y & 1) == 0 ? 0u : 0x9908b0df;
            state[i] = state[(i + Shift) % Size] ^ (y >> 1) ^ twist;
        }

        _position = 0;
    }
}
