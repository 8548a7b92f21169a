namespace ActorTraining.Training.Data;

/// <summary>A data set as a spec describes it. Read by <see cref="DatasetSchema.Read"/>.</summary>
public abstract record DatasetSpec
{
    /// <summary>What messages and results call it: the kind, or the name of its folder.</summary>
    public abstract string Name { get; }

    /// <summary>Which of its images are to be judged by, where it does not say so itself.</summary>
    public DataSplit Split { get; init; } = new();

    /// <summary>The shape of its images, where that is known without reading one; null otherwise.</summary>
    /// <param name="catalog">Knows the data sets that have a name.</param>
    public virtual ImageShape? ShapeIn(DatasetCatalog catalog) => null;

    /// <summary>Loads the data set; fetches and decodes what is not here yet. Waits on the calling thread.</summary>
    /// <param name="library">Keeps data sets and decoded images.</param>
    /// <param name="log">Is told in sentences what takes time and what was left out.</param>
    /// <param name="cancellation">Ends the loading.</param>
    /// <exception cref="DatasetUnavailableException">A data set of the catalogue cannot be had.</exception>
    /// <exception cref="InvalidDataException">A file breaks a rule; the message names it and the rule.</exception>
    /// <exception cref="IOException">A file cannot be read, or the decoded images cannot be kept.</exception>
    public Dataset Load(DatasetLibrary library, Action<string>? log = null, CancellationToken cancellation = default) =>
        Load(new DatasetContext(library) { Log = log, Cancellation = cancellation });

    /// <summary>As the other overload, with progress.</summary>
    public Dataset Load(DatasetContext context)
    {
        try
        {
            return Split.Apply(Name, Open(context));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    /// <summary>Opens the data set, not yet divided.</summary>
    internal abstract OpenDataset Open(DatasetContext context);
}
