using System.Buffers;
using System.Runtime.InteropServices;

namespace ActorTraining.WebUI.Components.Charts;

/// <summary>Points on their way to the browser: trial, step and value as float32, little-endian, and the time of the point where the axis is one of time.</summary>
/// <remarks>float32 is exact for steps and trial numbers up to 16,777,216, and finer in values than a screen.</remarks>
/// <param name="timed">Whether points have a time.</param>
internal sealed class PointBuffer(bool timed)
{
    private readonly int _width = timed ? 4 : 3;
    private readonly ArrayBufferWriter<float> _floats = new();

    /// <summary>The number of points in it.</summary>
    public int Count => _floats.WrittenCount / _width;

    /// <summary>Adds a point.</summary>
    /// <param name="trial">The trial's number.</param>
    /// <param name="step">The step.</param>
    /// <param name="value">The value.</param>
    /// <param name="time">The milliseconds on the axis of time; what it is for another axis makes no difference.</param>
    public void Add(int trial, long step, double value, double? time)
    {
        var point = _floats.GetSpan(_width);
        (point[0], point[1], point[2]) = (trial, step, (float)value);
        if (_width > 3)
        {
            point[3] = (float)(time ?? double.NaN);
        }

        _floats.Advance(_width);
    }

    /// <summary>Gives the points as bytes and is empty afterwards.</summary>
    public byte[] Take()
    {
        var bytes = MemoryMarshal.AsBytes(_floats.WrittenSpan).ToArray();
        _floats.Clear();
        return bytes;
    }
}
