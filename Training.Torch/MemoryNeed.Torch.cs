using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Torch;

/// <summary>The least memory that a model takes on a device.</summary>
/// <param name="Fixed">Bytes of parameters, gradients, what the optimizer remembers, and buffers.</param>
/// <param name="PerSample">Bytes of a step for each sample: the values that the backward pass needs, and the gradients that are there at once.</param>
internal readonly record struct MemoryNeed(long Fixed, long PerSample)
{
    /// <summary>The need of a model without faults.</summary>
    public static MemoryNeed Of(ModelSpec model, TrainingSpec training)
    {
        int remembered = training.Optimizer switch
        {
            AdamSpec => 2,
            SgdSpec { Momentum: > 0 } => 1,
            _ => 0,
        };
        IReadOnlyList<Shape> shapes = model.InputShapes();
        long state = model.State().Sum(entry => (long)entry.Shape.Length), trained = model.ParameterCount();
        long values = shapes.Sum(shape => (long)shape.Length) + 2L * shapes.Max(shape => shape.Length);
        return new MemoryNeed((state + (1 + remembered) * trained) * sizeof(float), values * sizeof(float));
    }

    /// <summary>Refuses a model that a trial's share of a device cannot hold, before anything is taken.</summary>
    /// <exception cref="DeviceMemoryException">It cannot.</exception>
    public void CheckFor(TorchDevice device, int batch)
    {
        long least = Fixed + PerSample * batch;
        if (device.Memory > 0 && least > device.Memory)
        {
            throw new DeviceMemoryException(
                $"{device.Name}: a step of {batch} samples needs at least {MemoryValue.Show(least)} ({MemoryValue.Show(Fixed)} for the model), and the slot has {MemoryValue.Show(device.Memory)}. "
                + "Take a smaller batch, a smaller model, or fewer slots for the device.");
        }
    }
}
