using ActorTraining.Training.Models;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;

namespace ActorTraining.Training.Torch;

/// <summary>A network as TorchSharp's modules, one for each layer, under the layer's index: its parameters have the names of the model's state.</summary>
internal sealed class TorchNetwork : IDisposable
{
    private readonly Sequential _modules;
    private readonly TorchLayer[] _layers;
    private readonly long[] _sample;
    private readonly ModelSpec _model;
    private readonly Dictionary<string, torch.Tensor> _state;

    /// <summary>Makes the modules.</summary>
    /// <param name="model">A model without faults.</param>
    /// <param name="masks">Draws the masks of dropout.</param>
    /// <param name="device">Where the parameters live.</param>
    public TorchNetwork(ModelSpec model, TorchRandom masks, torch.Device device)
    {
        _model = model;
        IReadOnlyList<Shape> shapes = model.InputShapes();
        _layers = [.. model.Layers.Select((layer, i) => TorchLayer.Create(layer, shapes[i], masks))];
        _modules = torch.nn.Sequential([.. _layers.Select((layer, i) => ($"{i}", layer.Module))]);
        _modules.to(device);
        _sample = [.. model.InputShape.AsSpan().ToArray().Select(size => (long)size)];
        _state = _modules.state_dict();
        Parameters = [.. _modules.named_parameters().Select(named => (named.name, named.parameter))];
    }

    /// <summary>What is trained, in the order of the model's parameters.</summary>
    public IReadOnlyList<(string Name, Parameter Value)> Parameters { get; }

    /// <summary>Computes the outputs.</summary>
    /// <param name="inputs"><c>[n, ...input shape]</c>, in whatever shape.</param>
    /// <param name="training">Whether a backward pass follows.</param>
    /// <returns><c>[n, outputs]</c>.</returns>
    public torch.Tensor Forward(torch.Tensor inputs, bool training)
    {
        torch.Tensor values = inputs.reshape([inputs.shape[0], .. _sample]);
        foreach (TorchLayer layer in _layers)
        {
            torch.Tensor next = layer.Forward(values, training);
            if (!training)
                values.Dispose();
            values = next;
        }

        return values.flatten(1);
    }

    /// <summary>A copy of parameters and buffers.</summary>
    public IReadOnlyList<NamedTensor> GetState() =>
        [.. _model.State().Select(entry => new NamedTensor(entry.Name, HostCopy.Of(_state[entry.Name], entry.Shape)))];

    /// <summary>Takes over parameters and buffers.</summary>
    /// <returns>How many there are.</returns>
    /// <exception cref="StateMismatchException">The names or the shapes are not this model's; nothing was changed.</exception>
    public int LoadState(IReadOnlyList<NamedTensor> state)
    {
        IReadOnlyList<(string Name, Shape Shape)> entries = _model.State();
        IReadOnlyList<Tensor<float>> tensors = StateMatch.Order(state, entries, "the model");
        using (torch.no_grad())
        {
            for (int i = 0; i < entries.Count; i++)
                HostCopy.Write(_state[entries[i].Name], tensors[i].Span);
        }

        return entries.Count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TorchLayer layer in _layers)
            layer.Dispose();
        _modules.Dispose();
    }
}
