using System.Runtime.InteropServices;
using TorchSharp;

namespace ActorTraining.Training.Torch;

/// <summary>Makes libtorch take the deterministic variant of every operation that has one; of the others it warns.</summary>
/// <remarks>TorchSharp does not bind this switch, so it is called by its exported name, which is that of Linux and macOS (the Itanium C++ ABI).</remarks>
internal static unsafe class Determinism
{
    private const string Library = "torch_cpu";
    private const string GlobalContext = "_ZN2at13globalContextEv";
    private const string Algorithms = "_ZN2at7Context26setDeterministicAlgorithmsEbb";
    private const string CuDnn = "_ZN2at7Context21setDeterministicCuDNNEb";
    private const string IsDeterministic = "_ZNK2at7Context23deterministicAlgorithmsEv";

    /// <summary>Whether libtorch is deterministic now; null where it cannot be asked.</summary>
    public static bool? IsEnabled =>
        Export(GlobalContext) is { } context && Export(IsDeterministic) is { } ask
            ? ((delegate* unmanaged<nint, byte>)ask)(((delegate* unmanaged<nint>)context)()) != 0
            : null;

    /// <summary>Turns it on.</summary>
    /// <returns>Whether the switch was found.</returns>
    public static bool TryEnable()
    {
        if (Export(GlobalContext) is not { } context || Export(Algorithms) is not { } algorithms || Export(CuDnn) is not { } convolutions)
            return false;
        nint state = ((delegate* unmanaged<nint>)context)();
        ((delegate* unmanaged<nint, byte, byte, void>)algorithms)(state, 1, 1);
        ((delegate* unmanaged<nint, byte, void>)convolutions)(state, 1);
        return true;
    }

    private static nint? Export(string name) =>
        NativeLibrary.TryLoad(Library, typeof(torch).Assembly, null, out nint library) && NativeLibrary.TryGetExport(library, name, out nint address) ? address : null;
}
