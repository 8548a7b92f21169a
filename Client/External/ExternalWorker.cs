using ActorTraining.Experiments;
using ActorTraining.Experiments.External;

namespace ActorTraining.Client.External;

/// <summary>Runs the trials of an experiment with <c>job: external</c> in this process: asks for them, gives signs of life, and tells what comes of them.</summary>
/// <param name="experiments">The experiments: a client, or those of this process.</param>
/// <param name="experiment">The experiment's identifier.</param>
/// <param name="name">Who runs them, for people; null for the name of the machine and the number of the process.</param>
/// <example><code>
/// var worker = new ExternalWorker(client, id);
/// await worker.RunAsync(async (trial, stop) =>
/// {
///     var x = trial.Parameters.GetProperty("x").GetDouble();
///     await trial.ReportAsync(1, new Dictionary&lt;string, double&gt; { ["loss"] = x * x });
/// });
/// </code></example>
public sealed class ExternalWorker(IExperiments experiments, string experiment, string? name = null)
{
    private readonly string _name = name ?? $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Within this time the coordinator takes a trial back whose worker is not heard of any more. Signs of life are given three times as often.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait where there is no trial at the moment.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Runs trials one after the other until the experiment has come to its end.</summary>
    /// <param name="work">
    /// Runs one trial. Its token is cancelled when the trial shall stop: pruned, cancelled, paused or taken by somebody else. An exception fails the trial.
    /// </param>
    /// <param name="cancel">Stops; the trial that runs is given back.</param>
    /// <returns>How many trials ran to their end here.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<int> RunAsync(Func<ExternalTrial, CancellationToken, Task> work, CancellationToken cancel = default)
    {
        for (var completed = 0; ;)
        {
            var answer = await experiments.AskAsync(experiment, _name, Lease, cancel);
            if (answer.IsOver)
            {
                return completed;
            }

            if (answer.Trial is not { } asked)
            {
                await Task.Delay(Wait, cancel);
                continue;
            }

            await using var trial = new ExternalTrial(experiments, experiment, asked, cancel);
            completed += await trial.RunAsync(work) ? 1 : 0;
            cancel.ThrowIfCancellationRequested();
        }
    }
}
