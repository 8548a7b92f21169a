using System.Runtime.InteropServices;
using ActorTraining.Training.Models.Devices;

namespace ActorTraining.Training.Torch;

/// <summary>Tells what libtorch complains about in words for users.</summary>
internal static class TorchFault
{
    private static readonly string[] OutOfMemory = ["out of memory", "can't allocate memory", "not enough memory"];

    /// <summary>The fault behind an error of libtorch, or null where it is not one of memory.</summary>
    /// <param name="error">What TorchSharp threw.</param>
    /// <param name="device">Where it happened.</param>
    public static DeviceMemoryException? OfMemory(ExternalException error, TorchDevice device) =>
        OutOfMemory.Any(words => error.Message.Contains(words, StringComparison.OrdinalIgnoreCase))
            ? new DeviceMemoryException($"{device.Name} is out of memory: {FirstLine(error.Message)}. Take a smaller batch, a smaller model, or fewer slots for the device.", error)
            : null;

    /// <summary>libtorch puts a stack trace behind its first line.</summary>
    private static string FirstLine(string message) => message.Split('\n', 2)[0].Trim().TrimEnd('.');
}
