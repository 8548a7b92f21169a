using System.Text.Json;
using ActorTraining.Training.Models;

namespace ActorTraining.Training.Jobs;

/// <summary>What a job sees of the trial it runs.</summary>
/// <remarks>All members are called from the job's own thread. <see cref="Report"/> may block for a moment when the receiver is behind (backpressure).</remarks>
public interface ITrial
{
    /// <summary>The parameters of this trial, a JSON object: every search expression replaced by its value, defaults not filled in.</summary>
    JsonElement Parameters { get; }

    /// <summary>The trial's seed, derived from the experiment's seed and the trial's number.</summary>
    ulong Seed { get; }

    /// <summary>The device of the slot that the trial runs on, for example <c>cpu:0</c> or <c>cuda:1</c>.</summary>
    string Device { get; }

    /// <summary>Builds the trial's models, where its spec wants them: on the processor by hand-written kernels, or on a device through TorchSharp.</summary>
    /// <exception cref="TrialException">This build or this machine has no such backend.</exception>
    IModelBackend Backend { get; }

    /// <summary>The checkpoint from which this attempt goes on; null at the first attempt and where none was saved.</summary>
    Checkpoint? Checkpoint { get; }

    /// <summary>Says how long the trial is, so that progress and remaining time can be shown.</summary>
    /// <param name="steps">The number of steps in all, at least 1.</param>
    /// <param name="unit">What a step is, in the singular: <c>epoch</c>, <c>iteration</c>.</param>
    void Plan(long steps, string unit);

    /// <summary>Tells how far the trial is; intermediate values may be dropped on their way.</summary>
    /// <param name="step">The steps done, in [0, steps]; 2.5 is half way through the third.</param>
    void Progress(double step);

    /// <summary>Reports metrics at a step. A point is keyed by (metric, step): a resumed attempt writes over its own points.</summary>
    /// <param name="step">The step the values belong to, 1 for the end of the first epoch.</param>
    /// <param name="metrics">Names and values, for example <c>test.accuracy</c> and 0.87.</param>
    /// <exception cref="OperationCanceledException">The scheduler decided to stop this trial.</exception>
    void Report(long step, IReadOnlyDictionary<string, double> metrics);

    /// <summary>Whether the spec wants a checkpoint now; ask at the end of every step, and between whiles where a step takes long.</summary>
    /// <param name="stepEnded">Whether a step (an epoch, say) has just ended.</param>
    bool IsCheckpointDue(bool stepEnded);

    /// <summary>Takes the changes that a user made to parameters of the running trial; ask at the beginning of every step.</summary>
    /// <param name="step">The step that begins, from 1. A change is recorded with it, and an attempt that repeats the step gets the change there again.</param>
    /// <returns>The values as they stand now, by their path under <c>params</c>; only paths that the job declares as adjustable.</returns>
    IReadOnlyDictionary<string, JsonElement> AdjustmentsAt(long step);

    /// <summary>Offers a checkpoint. It is stored before the next one is accepted.</summary>
    /// <param name="checkpoint">All that a later attempt needs to go on exactly as this one would have.</param>
    void Save(Checkpoint checkpoint);

    /// <summary>Adds a file to the results of the trial; one of the same name is replaced.</summary>
    void Add(Artifact artifact);

    /// <summary>Adds a line to the trial's log.</summary>
    void Log(string message);
}
