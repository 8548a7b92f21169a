namespace ActorTraining.Training.Images.Png;

/// <summary>The pixels that one pass of an interlaced picture holds.</summary>
/// <param name="X">The first column.</param>
/// <param name="Y">The first row.</param>
/// <param name="StepX">From a column to the next.</param>
/// <param name="StepY">From a row to the next.</param>
internal readonly record struct PngPass(int X, int Y, int StepX, int StepY)
{
    /// <summary>The only pass of a picture that is not interlaced.</summary>
    public static PngPass Whole { get; } = new(0, 0, 1, 1);

    /// <summary>The seven passes of Adam7 (PNG specification, clause 8).</summary>
    public static IReadOnlyList<PngPass> Adam7 { get; } =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];
}
