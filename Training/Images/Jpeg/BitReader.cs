using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Images.Jpeg;

/// <summary>Reads the bits of a scan up to the next marker, taking out the zero bytes that are stuffed behind 0xFF.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> file, int position)
{
    private readonly ReadOnlySpan<byte> _file = file;
    private int _position = position;
    private ulong _bits;
    private int _count;

    /// <summary>The zero bits that were put in behind the last byte.</summary>
    private int _padding;

    /// <summary>Whether bits were taken that the file does not have.</summary>
    public readonly bool Overran => _count < _padding;

    /// <summary>The next 16 bits, without taking them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Peek16()
    {
        if (_count < 16)
        {
            Fill();
        }

        return (int)(_bits >> (_count - 16)) & 0xFFFF;
    }

    /// <summary>Takes bits that were looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count) => _count -= count;

    /// <summary>Takes up to 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Read(int count)
    {
        if (_count < count)
        {
            Fill();
        }

        _count -= count;
        return (int)(_bits >> _count) & ((1 << count) - 1);
    }

    /// <summary>Takes a number of a category: the procedures RECEIVE and EXTEND of T.81, F.2.2.1.</summary>
    /// <param name="category">The bits of the number, 0 to 16; 0 is the number 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadNumber(int category)
    {
        int value = Read(category);
        return value < (1 << category) >> 1 ? value - (1 << category) + 1 : value;
    }

    /// <summary>Leaves the rest of the bits and finds the next marker.</summary>
    /// <returns>Its position in the file, that of the 0xFF; the file's length where there is none.</returns>
    public int FindMarker()
    {
        int position = _position;
        while (position + 1 < _file.Length && !(_file[position] == 0xFF && _file[position + 1] is not (0 or 0xFF)))
        {
            position++;
        }

        return position + 1 < _file.Length ? position : _file.Length;
    }

    /// <summary>Goes on at another position with no bits left from before.</summary>
    public void Restart(int position)
    {
        _position = position;
        _bits = 0;
        _count = 0;
        _padding = 0;
    }

    private void Fill()
    {
        while (_count <= 48)
        {
            byte value = 0;
            if (_position < _file.Length && _file[_position] != 0xFF)
            {
                value = _file[_position++];
            }
            else if (_position + 1 < _file.Length && _file[_position + 1] == 0)
            {
                value = 0xFF;
                _position += 2;
            }
            else
            {
                _padding += 8;
            }

            _bits = (_bits << 8) | value;
            _count += 8;
        }
    }
}
