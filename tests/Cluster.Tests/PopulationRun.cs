using System.Globalization;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Scheduling;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Cluster.Tests;

/// <summary>What came of a population of small networks: who was copied by whom, and where.</summary>
/// <param name="Decisions">The scheduler's decisions, in their order.</param>
/// <param name="Trials">The trials, by number.</param>
/// <param name="Attempts">The attempts of each trial, in their order.</param>
/// <param name="Outcome">All of it that must not depend on where trials ran: every decision, and of every trial its end, its parameters, its curves and its weights, to the last bit.</param>
internal sealed record PopulationRun(
    IReadOnlyList<SchedulerDecision> Decisions, IReadOnlyList<TrialInfo> Trials, ILookup<int, AttemptInfo> Attempts, IReadOnlyList<string> Outcome)
{
    public const int Size = 8;
    public const double Factor = 1.5;
    public const double Lowest = 0.003;
    public const double Highest = 0.3;

    /// <summary>The steps of a generation.</summary>
    public const int Generation = 5;

    /// <summary>How many generations end with copies: the last one ends with the trials.</summary>
    public const int Generations = 4;

    private const string Rate = "optimizer.lr";

    // The worse half goes on from the better one. Their checkpoints are larger than what is kept in the database.
    private static readonly ExperimentSpec Spec = SpecYaml.Read(
        $$"""
        name: Population
        job: classifier
        params:
          dataset: synthetic-digits
          model: { layers: [{ kind: linear, units: 32 }, sigmoid, { kind: linear, units: 10 }] }
          optimizer: { kind: sgd, lr: { loguniform: [{{Text(Lowest)}}, {{Text(Highest)}}] } }
          batch: 10
          epochs: {{(Generations + 1) * Generation}}
        objective: test.loss
        search: { algorithm: random, trials: {{Size}} }
        scheduler: { rule: population, every: {{Generation}}, fraction: 0.5, factor: {{Text(Factor)}} }
        seed: 7
        """,
        JobCatalog.Default);

    /// <summary>The decisions by which a trial goes on from another one's checkpoint.</summary>
    public IEnumerable<SchedulerDecision> Copies => Decisions.Where(decision => decision.Action == SchedulerAction.Exploited);

    /// <summary>Submits the population.</summary>
    public static Task<string> SubmitAsync(TestCluster cluster) => cluster.Experiments.SubmitAsync(Spec, cluster.Patience);

    /// <summary>Waits for the end, and reads what came of it.</summary>
    public static async Task<PopulationRun> EndAsync(TestCluster cluster, string experiment)
    {
        var trials = await cluster.EndAsync(experiment, Size, metric: "test.loss");
        var decisions = new List<SchedulerDecision>();
        await foreach (var told in cluster.Experiments.WatchAsync(experiment, 0, cluster.Patience))
        {
            decisions.AddRange(told is TrialScheduled { Decision: var decision } ? [decision] : []);
        }

        var attempts = new List<AttemptInfo>();
        foreach (var trial in trials)
        {
            attempts.AddRange(await cluster.Experiments.AttemptsAsync(experiment, trial.Number, cluster.Patience));
        }

        var curves = await cluster.Experiments.MetricsAsync(experiment, new MetricQuery(), cluster.Patience);
        var weights = (await cluster.Experiments.ArtifactsAsync(experiment, cancel: cluster.Patience)).Where(file => file.Name == "weights.safetensors");
        return new PopulationRun(decisions, trials, attempts.ToLookup(attempt => attempt.Trial),
        [
            .. decisions.Select(decision => Line(decision)),
            .. trials.OrderBy(trial => trial.Number).Select(trial => Line(new { trial.Number, trial.State, trial.Choices, trial.Adjustments, trial.Objective })),
            .. curves.Select(curve => Line(new { curve.Trial, curve.Metric, curve.Steps, curve.Values })),
            .. weights.OrderBy(file => file.Trial).Select(file => Line(new { file.Trial, file.Sha256 })),
        ]);
    }

    /// <summary>The silo on which a trial's checkpoint of a step was written: that of the last attempt that began before it.</summary>
    public string WrittenOn(int trial, long step) => Attempts[trial].Last(attempt => attempt.From < step).Silo;

    /// <summary>The silo on which a trial went on from a step.</summary>
    public string WentOnOn(int trial, long step) => Attempts[trial].First(attempt => attempt.From == step).Silo;

    /// <summary>The learning rate of a trial behind a step, as the decisions until then have it.</summary>
    public double RateAt(int trial, long step) => Decisions
        .Where(decision => decision.Trial == trial && decision.Step < step)
        .SelectMany(decision => decision.Changes)
        .LastOrDefault(change => change.Path == Rate)?.Value.GetDouble() ?? Trials.Single(other => other.Number == trial).Choices[Rate].GetDouble();

    private static string Line<T>(T what) => JsonSerializer.Serialize(what, ExperimentJson.Options);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
