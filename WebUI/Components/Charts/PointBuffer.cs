using System.Buffers;
using System.Runtime.InteropServices;

namespace ActorTraining.WebUI.Components.Charts;

/// <summary>Points on their way to the browser: float32 triples of trial, step and value, little-endian, 12 bytes a point.</summary>
/// <remarks>float32 is exact for steps and trial numbers up to 16,777,216, and finer in values than a screen.</remarks>
internal sealed class PointBuffer
{
    private readonly ArrayBufferWriter<float> _floats = new();

    /// <summary>The number of points in it.</summary>
    public int Count => _floats.WrittenCount / 3;

    /// <summary>Adds a point.</summary>
    public void Add(int trial, long step, double value)
    {
        var triple = _floats.GetSpan(3);
        (triple[0], triple[1], triple[2]) = (trial, step, (float)value);
        _floats.Advance(3);
    }

    /// <summary>Gives the points as bytes and is empty afterwards.</summary>
    public byte[] Take()
    {
        var bytes = MemoryMarshal.AsBytes(_floats.WrittenSpan).ToArray();
        _floats.Clear();
        return bytes;
    }
}
