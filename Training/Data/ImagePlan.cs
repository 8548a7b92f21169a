namespace ActorTraining.Training.Data;

/// <summary>The pictures that make up a data set, before any was read.</summary>
/// <param name="Name">The name of the data set.</param>
/// <param name="Classes">The names of the classes, in the order of their labels.</param>
/// <param name="Train">The pictures to learn from; where the data set has no parts, all of them.</param>
internal sealed record ImagePlan(string Name, IReadOnlyList<string> Classes, IReadOnlyList<ImageSource> Train)
{
    /// <summary>More classes than labels, which are bytes, can tell.</summary>
    public const int MostClasses = 256;

    /// <summary>The pictures to choose by; null where the data set has none.</summary>
    public IReadOnlyList<ImageSource>? Validation { get; init; }

    /// <summary>The pictures to be judged by; null where the data set has none.</summary>
    public IReadOnlyList<ImageSource>? Test { get; init; }

    /// <summary>All pictures, part after part.</summary>
    public IReadOnlyList<ImageSource> All => [.. Train, .. Validation ?? [], .. Test ?? []];

    /// <summary>Refuses what no label can tell.</summary>
    /// <exception cref="InvalidDataException">There are no classes or too many, or no pictures.</exception>
    public ImagePlan Checked()
    {
        if (Classes.Count is 0 or > MostClasses)
        {
            throw new InvalidDataException($"{Name} has {Classes.Count:N0} classes; 1 to {MostClasses} can be told apart");
        }

        return Train.Count > 0 ? this : throw new InvalidDataException($"{Name} has no images to learn from");
    }
}
