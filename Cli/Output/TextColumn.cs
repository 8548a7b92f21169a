namespace ActorTraining.Cli.Output;

/// <summary>A column of a <see cref="TextTable"/>.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Right">Whether its cells stand to the right, as numbers do.</param>
internal sealed record TextColumn(string Name, bool Right = false)
{
    /// <summary>Where room is short, columns of the highest rank go first; those of rank 0 always stay.</summary>
    public int Rank { get; init; }

    /// <summary>Where room is short, longer cells may be cut to this width; null for never.</summary>
    public int? Least { get; init; }
}
