using ActorTraining.Training.Models;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Torch;

/// <summary>The same models from TorchSharp's modules, with its automatic differentiation, on the processor or a GPU.</summary>
/// <param name="device">Where they live.</param>
internal sealed class TorchBackend(TorchDevice device) : IModelBackend
{
    /// <inheritdoc/>
    public string Name => "torch";

    /// <summary>Where its models live.</summary>
    public TorchDevice Device => device;

    /// <inheritdoc/>
    /// <exception cref="Models.Devices.DeviceMemoryException">The device's memory does not hold the model and a step of it.</exception>
    public IModel Build(ModelSpec model, TrainingSpec training, IRandomSource random)
    {
        var errors = new List<ParameterError>();
        model.Validate("model", errors);
        if (errors.Count == 0)
            training.Validate(model, "training", errors);
        if (errors.Count > 0)
            throw new InvalidModelException(errors);
        TorchRuntime.Start();
        MemoryNeed.Of(model, training).CheckFor(device, training.MaxBatch);
        var built = new TorchModel(model, training, device);
        try
        {
            built.LoadState(Initialization.Draw(model, random));
            return built;
        }
        catch
        {
            built.Dispose();
            throw;
        }
    }
}
