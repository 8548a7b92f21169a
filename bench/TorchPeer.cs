using System.Diagnostics;
using System.Text.Json;

namespace ActorTraining.Bench;

/// <summary>A Python process with PyTorch that waits for its turns.</summary>
internal sealed class TorchPeer : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts a script and waits until it says what it runs on.</summary>
    /// <exception cref="BenchmarkException">There is no PyTorch, or it runs on the reference BLAS, against which no ratio means anything.</exception>
    public TorchPeer(string python, string script, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peers", script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start) ?? throw new BenchmarkException($"{python} did not start");
        JsonElement hello = Read();
        Version = hello.GetProperty("version").GetString()!;
        Blas = hello.GetProperty("blas").GetString()
            ?? throw new BenchmarkException("this PyTorch runs on the reference BLAS: install libopenblas0-pthread, or the ratio means nothing");
    }

    /// <summary>The version of PyTorch.</summary>
    public string Version { get; }

    /// <summary>The file of the linear algebra library that it uses.</summary>
    public string Blas { get; }

    /// <summary>Lets the peer take a turn.</summary>
    public (double Seconds, double Loss) Take(string turn)
    {
        _process.StandardInput.WriteLine(turn);
        _process.StandardInput.Flush();
        JsonElement answer = Read();
        return (answer.GetProperty("seconds").GetDouble(), answer.GetProperty("loss").GetDouble());
    }

    /// <summary>Lets the process end: its input is over.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private JsonElement Read() =>
        JsonElement.Parse(_process.StandardOutput.ReadLine() ?? throw new BenchmarkException("the Python process ended early; is PyTorch installed?"));
}
