using System.Collections;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Weights;

/// <summary>Named tensors in order, as weights files hold them: what <c>state_dict()</c> is in PyTorch.</summary>
/// <remarks>It is made of the tensors that a model's <c>GetState</c> gives and can be handed to its <c>LoadState</c> as it is.</remarks>
public sealed class StateDictionary : IReadOnlyList<NamedTensor>
{
    private readonly List<NamedTensor> _tensors = [];
    private readonly Dictionary<string, NamedTensor> _byName = new(StringComparer.Ordinal);

    /// <summary>Creates a dictionary of tensors; they are not copied.</summary>
    /// <param name="tensors">The tensors in order.</param>
    /// <param name="metadata">Short texts that go with them. Only <see cref="Safetensors"/> files keep these.</param>
    /// <exception cref="ArgumentException">Two tensors share a name, or a name is empty.</exception>
    public StateDictionary(IEnumerable<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        foreach (NamedTensor tensor in tensors)
        {
            if (tensor.Name.Length == 0 || !_byName.TryAdd(tensor.Name, tensor))
            {
                throw new ArgumentException($"The name '{tensor.Name}' is {(tensor.Name.Length == 0 ? "empty" : "given to two tensors")}.", nameof(tensors));
            }

            _tensors.Add(tensor);
        }

        Metadata = metadata ?? new Dictionary<string, string>();
    }

    /// <summary>Short texts that go with the tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The number of tensors.</summary>
    public int Count => _tensors.Count;

    /// <summary>The tensor at a place.</summary>
    public NamedTensor this[int index] => _tensors[index];

    /// <summary>The tensor of a name; null when there is none.</summary>
    public Tensor<float>? Find(string name) => _byName.GetValueOrDefault(name)?.Value;

    /// <inheritdoc/>
    public IEnumerator<NamedTensor> GetEnumerator() => _tensors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
