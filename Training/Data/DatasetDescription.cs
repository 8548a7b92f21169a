namespace ActorTraining.Training.Data;

/// <summary>A data set as the catalogue lists it: what it is, which files it consists of and where they can be had.</summary>
/// <param name="Name">The name that specs use: <c>mnist</c>.</param>
/// <param name="Summary">One sentence for people: how many images of what.</param>
/// <param name="Files">The files in the cache; none for a data set that is drawn.</param>
/// <param name="Sources">Where the files can be had, the first choice first.</param>
/// <param name="Open">Reads the data set from the folder that holds its files.</param>
public sealed record DatasetDescription(
    string Name,
    string Summary,
    IReadOnlyList<DatasetFile> Files,
    IReadOnlyList<IDatasetSource> Sources,
    Func<string, Dataset> Open)
{
    /// <summary>The shape of its images; null where it is known only when they are read.</summary>
    public ImageShape? Shape { get; init; }

    /// <summary>The bytes of all files together, uncompressed.</summary>
    public long Length => Files.Sum(file => file.Length);
}
