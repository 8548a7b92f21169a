namespace ActorTraining.Training.Data;

/// <summary>A data set of picture files in a folder.</summary>
public abstract record FileDataset : DatasetSpec
{
    /// <summary>The folder; on a cluster every node has it under the same path.</summary>
    public required string Folder { get; init; }

    /// <summary>What becomes of the pictures.</summary>
    public ImageOptions Options { get; init; } = new();

    /// <inheritdoc/>
    public override string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <inheritdoc/>
    public override ImageShape? ShapeIn(DatasetCatalog catalog) => Options.Resize is { } side ? new ImageShape(Options.Channels, side, side) : null;

    /// <summary>Whether its pictures are decoded already; also where they cannot be, for its folder is not in order.</summary>
    /// <param name="library">Keeps decoded images.</param>
    public bool IsDecoded(DatasetLibrary library)
    {
        string folder = Path.GetFullPath(Folder);
        try
        {
            return !Directory.Exists(folder) || PackedImages.IsThere(Plan(folder).Checked(), Options, library);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Finds the pictures.</summary>
    /// <param name="folder">The folder, absolute; it exists.</param>
    internal abstract ImagePlan Plan(string folder);

    /// <inheritdoc/>
    internal override OpenDataset Open(DatasetContext context)
    {
        string folder = Path.GetFullPath(Folder);
        if (!Directory.Exists(folder))
        {
            throw new InvalidDataException(Missing(folder));
        }

        ImagePlan plan = Plan(folder).Checked();
        return new OpenDataset(plan.Classes, PackedImages.Load(plan, Options, context));
    }

    /// <summary>What to say where the folder is not there.</summary>
    internal virtual string Missing(string folder) => $"{folder}: there is no such folder";
}
