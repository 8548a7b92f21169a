using System.Text.Json.Serialization;

namespace ActorTraining.Training.Models;

/// <summary>A number for each axis of an image; in JSON one number for both, <c>3</c>, or two, <c>[3, 5]</c>.</summary>
/// <param name="Y">From top to bottom.</param>
/// <param name="X">From left to right.</param>
[JsonConverter(typeof(AxisPairJsonConverter))]
public readonly record struct AxisPair(int Y, int X)
{
    /// <summary>The same for both axes.</summary>
    public static implicit operator AxisPair(int both) => new(both, both);

    /// <summary><c>3</c> or <c>3x5</c>.</summary>
    public override string ToString() => Y == X ? $"{Y}" : $"{Y}x{X}";
}
