using System.Runtime.InteropServices;
using ActorTraining.Training.Models.Devices;
using TorchSharp;

namespace ActorTraining.Training.Torch;

/// <summary>Runs work on a device: what it leaves behind is given back when it returns, and a want of memory is told in words for users.</summary>
/// <remarks>The collector does not see native memory, so nothing may be left to it. Scopes belong to a thread: work is done when it returns, and is never awaited.</remarks>
internal sealed class DeviceGuard(TorchDevice device)
{
    /// <summary>Runs work.</summary>
    /// <exception cref="DeviceMemoryException">The device's memory did not suffice.</exception>
    public T Run<T>(Func<T> work) => Run(work, static work => work());

    /// <summary>Runs work on something that may lie on the stack.</summary>
    /// <exception cref="DeviceMemoryException">The device's memory did not suffice.</exception>
    public TResult Run<TState, TResult>(TState state, Func<TState, TResult> work) where TState : allows ref struct
    {
        using DisposeScope scope = torch.NewDisposeScope();
        try
        {
            return work(state);
        }
        catch (ExternalException error) when (TorchFault.OfMemory(error, device) is { } fault)
        {
            throw fault;
        }
    }
}
