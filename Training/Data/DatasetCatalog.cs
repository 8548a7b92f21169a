namespace ActorTraining.Training.Data;

/// <summary>The data sets that this build knows, by name.</summary>
public sealed class DatasetCatalog
{
    private readonly Dictionary<string, DatasetDescription> _datasets;

    /// <summary>Creates a catalogue.</summary>
    /// <exception cref="ArgumentException">Two data sets share a name.</exception>
    public DatasetCatalog(IEnumerable<DatasetDescription> datasets) =>
        _datasets = datasets.ToDictionary(dataset => dataset.Name, StringComparer.Ordinal);

    /// <summary>The data sets of this build. A new one is a file of its own and a line here.</summary>
    public static DatasetCatalog Default { get; } = new([Cifar10.Description, FashionMnist.Description, Mnist.Description, SyntheticDigits.Description]);

    /// <summary>All data sets, ordered by name.</summary>
    public IReadOnlyList<DatasetDescription> Datasets => [.. _datasets.Values.OrderBy(dataset => dataset.Name, StringComparer.Ordinal)];

    /// <summary>The data set of this name; null when there is none.</summary>
    public DatasetDescription? Find(string name) => _datasets.GetValueOrDefault(name);
}
