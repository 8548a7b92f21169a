namespace ActorTraining.Training.Data;

/// <summary>A data set of the catalogue: <c>mnist</c>.</summary>
/// <param name="Name">Its name there.</param>
public sealed record CatalogDataset(string Name) : DatasetSpec
{
    /// <inheritdoc/>
    public override string Name { get; } = Name;

    /// <inheritdoc/>
    public override ImageShape? ShapeIn(DatasetCatalog catalog) => catalog.Find(Name)?.Shape;

    /// <inheritdoc/>
    internal override OpenDataset Open(DatasetContext context)
    {
        if (!context.Library.IsCached(Name))
        {
            context.Log?.Invoke($"fetching the data set {Name}");
        }

        // Waits on this thread: after an await a job would go on upon another than its own.
        Dataset dataset = context.Library.LoadAsync(Name, cancellation: context.Cancellation).GetAwaiter().GetResult();
        return new OpenDataset(dataset.Classes, new ImageParts(dataset.Train, dataset.Validation, dataset.Test));
    }
}
