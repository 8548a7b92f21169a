using ActorTraining.Experiments;

namespace ActorTraining.Cli.Runs;

/// <summary>Shows a running experiment to a person or a program.</summary>
internal interface IRunRenderer
{
    /// <summary>The experiment is there, and its events begin.</summary>
    /// <param name="view">The experiment.</param>
    /// <param name="resumed">Whether it goes on where an earlier run left it.</param>
    void Begin(RunView view, bool resumed);

    /// <summary>Something happened; <paramref name="view"/> has it already.</summary>
    void Show(ExperimentEvent happened, RunView view);

    /// <summary>Called about ten times a second, for displays that move.</summary>
    void Refresh(RunView view);

    /// <summary>No more events come; a display that moves comes to rest.</summary>
    Task EndAsync(RunView view);

    /// <summary>The experiment has come to its end, and its report is written.</summary>
    void Result(RunResult result);

    /// <summary>The user interrupted the run.</summary>
    void Interrupted(InterruptedRun run);
}
