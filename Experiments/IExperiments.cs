using System.Text.Json;
using ActorTraining.Experiments.External;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments;

/// <summary>Everything that one can do with experiments. Pages, endpoints, commands and scripts know nothing else.</summary>
/// <remarks>Members that take an identifier throw <see cref="UnknownExperimentException"/> when there is no such experiment.</remarks>
public interface IExperiments
{
    /// <summary>Validates a spec, stores it and starts it.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidSpecException">The spec has faults; the exception lists all of them. Nothing was stored.</exception>
    Task<string> SubmitAsync(ExperimentSpec spec, CancellationToken cancel = default);

    /// <summary>One experiment as it is now.</summary>
    Task<ExperimentInfo> GetAsync(string experiment, CancellationToken cancel = default);

    /// <summary>Experiments, newest first.</summary>
    Task<Page<ExperimentInfo>> ListAsync(ExperimentQuery query, CancellationToken cancel = default);

    /// <summary>Trials of an experiment.</summary>
    Task<Page<TrialInfo>> TrialsAsync(string experiment, TrialQuery query, CancellationToken cancel = default);

    /// <summary>Metric values of an experiment, ordered by trial, metric and step.</summary>
    Task<IReadOnlyList<MetricSeries>> MetricsAsync(string experiment, MetricQuery query, CancellationToken cancel = default);

    /// <summary>The stored files of all trials, or of one.</summary>
    Task<IReadOnlyList<ArtifactInfo>> ArtifactsAsync(string experiment, int? trial = null, CancellationToken cancel = default);

    /// <summary>Opens a stored file.</summary>
    /// <exception cref="FileNotFoundException">The trial has no artifact of this name.</exception>
    Task<Stream> OpenArtifactAsync(string experiment, int trial, string name, CancellationToken cancel = default);

    /// <summary>Events as they happen, preceded by the stored ones behind <paramref name="after"/>. Ends when the experiment has come to its end.</summary>
    /// <param name="experiment">The identifier.</param>
    /// <param name="after">The sequence number of the last event that the caller knows; 0 for all.</param>
    /// <param name="cancel">Ends the stream.</param>
    IAsyncEnumerable<ExperimentEvent> WatchAsync(string experiment, long after = 0, CancellationToken cancel = default);

    /// <summary>Starts no new trials and takes the running ones back to the queue at their last checkpoint. Does nothing to a paused one.</summary>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    Task PauseAsync(string experiment, CancellationToken cancel = default);

    /// <summary>Goes on after a pause, or after the process that ran it was ended. Does nothing to a running one.</summary>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    Task ResumeAsync(string experiment, CancellationToken cancel = default);

    /// <summary>Ends an experiment for good and keeps its results. Does nothing to one that has ended.</summary>
    Task StopAsync(string experiment, CancellationToken cancel = default);

    /// <summary>Cancels one trial; what it reported stays.</summary>
    /// <exception cref="InvalidOperationException">The trial has come to its end, or there is none of this number.</exception>
    Task CancelTrialAsync(string experiment, int trial, CancellationToken cancel = default);

    /// <summary>Submits a changed copy of an experiment, which remembers where it comes from.</summary>
    /// <param name="experiment">The original.</param>
    /// <param name="changes">What is different; empty for a plain copy.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The identifier of the copy.</returns>
    /// <exception cref="InvalidSpecException">The changed spec has faults.</exception>
    Task<string> CloneAsync(string experiment, IReadOnlyList<SpecOverride> changes, CancellationToken cancel = default);

    /// <summary>Lets an ended experiment go on: with more trials, or with longer ones that go on from their checkpoints.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="changes">For example <c>search.trials=50</c> or <c>params.epochs=32</c>.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidSpecException">A change is not one that an extension can make, or has faults.</exception>
    /// <exception cref="InvalidOperationException">The experiment has not come to its end.</exception>
    Task ExtendAsync(string experiment, IReadOnlyList<SpecOverride> changes, CancellationToken cancel = default);

    /// <summary>Changes how many trials run at once, and which experiment goes first where slots are short.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="parallel">The most trials at once, at least 1; null for every slot.</param>
    /// <param name="priority">Higher goes first.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    Task ConfigureAsync(string experiment, int? parallel, int priority, CancellationToken cancel = default);

    /// <summary>Changes a parameter of a running or waiting trial, its learning rate for example, from its next step on. The change is an event of the experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="trial">The trial's number.</param>
    /// <param name="path">A path under <c>params</c> that the job declares as adjustable: <c>optimizer.lr</c>.</param>
    /// <param name="value">The new value.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidSpecException">The path is not adjustable, or the value breaks its rule.</exception>
    /// <exception cref="InvalidOperationException">The trial has come to its end, or there is none of this number.</exception>
    Task AdjustAsync(string experiment, int trial, string path, JsonElement value, CancellationToken cancel = default);

    /// <summary>Adds trials with parameters of your own; they run before what the search proposes next.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="points">Each as values by their path under <c>params</c>: <c>optimizer.lr</c> and <c>0.1</c>. What one leaves out is drawn.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The numbers of the trials.</returns>
    /// <exception cref="InvalidSpecException">A point is not in the space, or breaks a constraint.</exception>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    Task<IReadOnlyList<int>> EnqueueAsync(string experiment, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> points, CancellationToken cancel = default);

    /// <summary>Asks for a trial of an experiment whose job is <c>external</c>, to run it here.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="worker">Who asks, for people: the name of a machine or a script, 1 to 100 characters.</param>
    /// <param name="lease">Within this time, and again and again, something has to be told (<see cref="TellAsync"/>), or somebody else gets the trial; from a second to a day.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidOperationException">The job of the experiment runs on slots.</exception>
    Task<AskAnswer> AskAsync(string experiment, string worker, TimeSpan lease, CancellationToken cancel = default);

    /// <summary>Tells what a trial did that was asked for: values of metrics, lines for the log, its end; or nothing, as a sign of life.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="trial">The trial's number.</param>
    /// <param name="told">What is told.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Whether to go on. It is stored by then.</returns>
    /// <exception cref="InvalidSpecException">What is told has faults.</exception>
    /// <exception cref="InvalidOperationException">The job of the experiment runs on slots.</exception>
    Task<TellAnswer> TellAsync(string experiment, int trial, ToldTrial told, CancellationToken cancel = default);

    /// <summary>The attempts at a trial, in their order, each with where it ran and how it ended.</summary>
    Task<IReadOnlyList<AttemptInfo>> AttemptsAsync(string experiment, int trial, CancellationToken cancel = default);

    /// <summary>Removes an ended experiment with everything that belongs to it.</summary>
    /// <exception cref="InvalidOperationException">The experiment has not come to its end.</exception>
    Task DeleteAsync(string experiment, CancellationToken cancel = default);

    /// <summary>The silos and their slots.</summary>
    Task<ClusterInfo> ClusterAsync(CancellationToken cancel = default);
}
