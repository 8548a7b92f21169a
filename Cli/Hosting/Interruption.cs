using System.Runtime.InteropServices;

namespace ActorTraining.Cli.Hosting;

/// <summary>The user's wish to stop: Ctrl-C, or the SIGTERM of a service manager. The first one asks to stop cleanly, the second one leaves at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Action _leave;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _signals;

    /// <summary>Creates one that no signal reaches yet.</summary>
    /// <param name="leave">Ends the process at once; called by the second signal.</param>
    public Interruption(Action leave) => _leave = leave;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Whether the user asked to stop.</summary>
    public bool Requested => _stop.IsCancellationRequested;

    /// <summary>One that listens to the signals of this process.</summary>
    public static Interruption OfThisProcess()
    {
        var interruption = new Interruption(Leave);
        foreach (PosixSignal signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM])
            interruption._registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                interruption.Signal();
            }));
        return interruption;
    }

    /// <summary>A signal has come.</summary>
    public void Signal()
    {
        if (Interlocked.Increment(ref _signals) == 1)
            _stop.Cancel();
        else
            _leave();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    private static void Leave()
    {
        // A live display hides the cursor; a terminal without one is of no use to the user.
        if (!Console.IsOutputRedirected)
            Console.Out.Write("\u001b[?25h\n");
        Environment.Exit((int)ExitCode.Interrupted);
    }
}
