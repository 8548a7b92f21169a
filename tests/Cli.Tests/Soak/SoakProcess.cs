using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ActorTraining.Cli.Tests.Soak;

/// <summary>One life of the program.</summary>
internal sealed partial class SoakProcess : IDisposable
{
    private const int LinesKept = 30;

    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();
    private readonly Dictionary<int, long> _leastSteps = [];
    private readonly TaskCompletionSource _atWork = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SoakProcess(string folder, params IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "actortrain"), args)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_DATA_HOME"] = Path.Combine(folder, "data");
        start.Environment.Remove("ACTORTRAINING_STORE");
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Completes when a trial has made a step, or when the process ends before.</summary>
    public Task AtWork => Task.WhenAny(_atWork.Task, Ended);

    public Task Ended => _process.WaitForExitAsync();

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>The last lines that it wrote, for the message of a failure.</summary>
    public string LastWords
    {
        get
        {
            lock (_lastLines)
                return string.Join('\n', _lastLines);
        }
    }

    /// <summary>The lowest step that each trial showed, once the process has ended.</summary>
    public IReadOnlyDictionary<int, long> LeastSteps => _leastSteps;

    /// <summary>Ends it as a power cut would.</summary>
    public void KillHard() => _process.Kill();

    /// <summary>Asks it to end.</summary>
    public void Terminate() => _ = Kill(_process.Id, 15);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs received)
    {
        if (received.Data is not { } line)
            return;
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LinesKept)
                _lastLines.Dequeue();
            if (StepLine().Match(line) is not { Success: true } match)
                return;
            int trial = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            long step = long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
            _leastSteps[trial] = Math.Min(step, _leastSteps.GetValueOrDefault(trial, step));
        }
        _atWork.TrySetResult();
    }

    [GeneratedRegex(@"\Atrial (\d+)/\d+ .*\bstep (\d+)/")]
    private static partial Regex StepLine();

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
