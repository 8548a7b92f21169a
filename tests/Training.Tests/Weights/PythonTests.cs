using System.ComponentModel;
using System.Diagnostics;
using ActorTraining.Training.Tests.Data;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Tests.Weights;

/// <summary>Our files in the hands of those they are made for.</summary>
public sealed class PythonTests : IDisposable
{
    private const int MissingModules = 77;

    private const string Check = """
        import sys
        try:
            import numpy as np, torch
        except ImportError:
            sys.exit(77)
        state = torch.load(sys.argv[1])
        assert type(state).__name__ == "OrderedDict", type(state)
        archive = np.load(sys.argv[2])
        assert list(archive.keys()) == list(state.keys()), (list(archive.keys()), list(state.keys()))
        for name, tensor in state.items():
            array = archive[name]
            assert array.dtype == np.float32 and tensor.dtype == torch.float32
            assert tensor.is_contiguous() and not tensor.requires_grad
            assert array.shape == tuple(tensor.shape) and array.tobytes() == tensor.numpy().tobytes(), name
            print(name, list(tensor.shape), [float(value) for value in tensor.flatten()[:2]], sep="|")
        state["0.weight"].add_(1)
        module = torch.nn.Linear(4, 3)
        module.load_state_dict({"weight": state["0.weight"], "bias": state["0.bias"]})
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PyTorch_and_numpy_load_what_we_write()
    {
        File.WriteAllBytes(_folder["weights.pt"], WeightsFixture.Bytes(TorchFile.Write));
        File.WriteAllBytes(_folder["weights.npz"], WeightsFixture.Bytes(NumpyArchive.Write));

        (int exitCode, string output) = await RunAsync("-c", Check, _folder["weights.pt"], _folder["weights.npz"]);

        Assert.True(exitCode == 0, output);
        Assert.Equal(
            ["0.weight|[3, 4]|[0.5, 1.0]", "0.bias|[3]|[-1.0, -2.0]", "café/ü|[2, 1, 5]|[1.401298464324817e-45, 2.802596928649634e-45]", "scalar|[]|[-inf]", "empty|[0, 7]|[]"],
            output.Trim().Split('\n', StringSplitOptions.TrimEntries));
    }

    /// <summary>Runs the first Python that has PyTorch and numpy.</summary>
    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        foreach (string python in new[] { "/usr/bin/python3", "python3", "python" })
        {
            try
            {
                (int exitCode, string output) = await RunAsync(python, arguments);
                if (exitCode != MissingModules)
                {
                    return (exitCode, output);
                }
            }
            catch (Win32Exception)
            {
                // there is no such program
            }
        }

        Assert.Skip("No Python with PyTorch and numpy was found.");
        return default;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}
