using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Weights;

/// <summary>What the pickle of a PyTorch file gave: names and tensors, their numbers still in the file.</summary>
internal sealed class TorchState
{
    /// <summary>Reads all numbers of a storage out of the file.</summary>
    /// <exception cref="InvalidDataException">The file does not hold them.</exception>
    public delegate void StorageReader(TorchStorage storage, Span<float> values);

    private readonly List<(string Name, TorchTensor Tensor)> _tensors = [];

    /// <summary>Checks that a value is a flat dictionary of tensors.</summary>
    /// <exception cref="InvalidDataException">It is something else; the message says what.</exception>
    public TorchState(object? root)
    {
        if (root is not PickleDictionary dictionary)
        {
            throw new InvalidDataException($"it holds {Describe(root)}, expected a dictionary of tensors; save the state_dict()");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach ((object? key, object? value) in dictionary)
        {
            if (key is not string { Length: > 0 } name)
            {
                throw new InvalidDataException($"a key of its dictionary is {Describe(key)}, expected the name of a tensor");
            }

            if (value is not TorchTensor tensor)
            {
                throw new InvalidDataException($"its entry '{name}' is {Describe(value)}, expected a tensor; save the state_dict() alone");
            }

            if (!names.Add(name))
            {
                throw new InvalidDataException($"it holds '{name}' twice");
            }

            _tensors.Add((name, tensor));
        }

        WeightsLimits.CheckTotal(_tensors.Select(entry => entry.Tensor.Shape));
    }

    /// <summary>The storages that the tensors refer to, each once.</summary>
    public IEnumerable<TorchStorage> Storages => _tensors.Select(entry => entry.Tensor.Storage).Distinct();

    /// <summary>Reads the tensors, each storage once.</summary>
    /// <param name="read">Reads all numbers of a storage.</param>
    public StateDictionary Read(StorageReader read)
    {
        var values = new Tensor<float>[_tensors.Count];
        foreach (IGrouping<TorchStorage, int> views in Enumerable.Range(0, values.Length).GroupBy(i => _tensors[i].Tensor.Storage))
        {
            int first = views.First();
            if (_tensors[first].Tensor.IsWholeStorage && !views.Skip(1).Any())
            {
                // The common case goes without a second copy of what can be gigabytes.
                values[first] = new Tensor<float>(_tensors[first].Tensor.Shape);
                read(views.Key, values[first].Span);
                continue;
            }

            float[] storage = new float[views.Key.Count];
            read(views.Key, storage);
            foreach (int i in views)
            {
                values[i] = _tensors[i].Tensor.Read(storage);
            }
        }

        return new StateDictionary(values.Select((value, i) => new NamedTensor(_tensors[i].Name, value)));
    }

    private static string Describe(object? value) => value switch
    {
        null => "None",
        PickleDictionary => "a dictionary",
        TorchTensor => "a tensor",
        List<object?> => "a list",
        object?[] => "a tuple",
        string => "a text",
        long or double or bool => "a number",
        _ => "an object",
    };
}
