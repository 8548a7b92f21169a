namespace ActorTraining.Training.Data;

/// <summary>The shape of one image, <c>[channels, height, width]</c>.</summary>
/// <param name="Channels">1 for grey, 3 for red, green and blue.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels in a row.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>The values of one image: channels × height × width.</summary>
    public int Size => Channels * Height * Width;

    /// <summary>For example <c>1×28×28</c>.</summary>
    public override string ToString() => $"{Channels}×{Height}×{Width}";
}
