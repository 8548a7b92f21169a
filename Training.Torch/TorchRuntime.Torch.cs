using System.Runtime.InteropServices;
using ActorTraining.Training.Jobs;
using TorchSharp;

namespace ActorTraining.Training.Torch;

/// <summary>Brings the native library up, once in a process, so that its results can be had again.</summary>
/// <remarks>
/// Threads are one per slot, so the library computes a step with one. TensorFloat-32 is off, and operations that have a deterministic variant use it, unless
/// <see cref="FastVariable"/> is set.
/// </remarks>
internal static class TorchRuntime
{
    /// <summary>The environment variable that gives determinism up for speed when it is 1.</summary>
    public const string FastVariable = "ACTORTRAINING_TORCH_FAST";

    private static readonly Lazy<bool> Started = new(() =>
    {
        // The maths libraries read these when they are loaded: cuBLAS is deterministic with a workspace of a fixed size only, and OpenBLAS does not hear of set_num_threads.
        NativeEnvironment.SetDefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8");
        NativeEnvironment.SetDefault("OPENBLAS_NUM_THREADS", "1");
        torch.InitializeDeviceType(DeviceType.CPU);
        torch.set_num_threads(1);
        return Environment.GetEnvironmentVariable(FastVariable) != "1";
    });

    private static readonly Lazy<int> Found = new(() =>
    {
        Start();
        if (!torch.cuda.is_available())
            return 0;
        torch.InitializeDeviceType(DeviceType.CUDA);
        bool exact = Started.Value;
        torch.backends.cuda.matmul.allow_tf32 = !exact;
        torch.backends.cudnn.allow_tf32 = !exact;
        if (exact)
            Determinism.TryEnable();
        return torch.cuda.device_count();
    });

    /// <summary>The number of GPUs that this process may use.</summary>
    public static int Gpus => Found.Value;

    /// <summary>Loads the library.</summary>
    /// <exception cref="TrialException">It cannot be loaded.</exception>
    public static void Start()
    {
        try
        {
            if (Started.Value)
                Determinism.TryEnable();
        }
        catch (Exception error) when (error is DllNotFoundException or TypeInitializationException or NotSupportedException or BadImageFormatException or EntryPointNotFoundException or ExternalException)
        {
            throw new TrialException($"resources.backend: TorchSharp's native library cannot be loaded: {error.GetBaseException().Message.Split('\n', 2)[0]}", error);
        }
    }
}
