using System.Text.Json;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>Population-based training: all trials train side by side, and every so many steps the worst go on from the checkpoints of the best, with changed parameters.</summary>
/// <remarks>
/// M. Jaderberg et al., Population Based Training of Neural Networks, 2017, in generations: a generation ends when every trial has come to its step and rests there with a checkpoint.
/// So what happens depends on the values alone, whatever the number of slots. Who is copied by whom, and how parameters change, follows from the experiment's seed, the trial and the step.
/// </remarks>
internal sealed class PopulationRule(SchedulerProblem problem) : ITrialScheduler
{
    private const int DefaultEvery = 1;
    private const double DefaultFraction = 0.25;
    private const double DefaultFactor = 1.2;

    // Sets these draws apart from those of the search and from the seeds of trials.
    private const ulong Domain = 0x9B7;

    public static SchedulerRule Description { get; } = new()
    {
        Name = "population",
        Options = metric => new ObjectSchema
        {
            Summary = "Trains all trials side by side; the worst go on from the checkpoints of the best, with changed parameters.",
            Properties =
            [
                SchedulerSettings.Metric(metric),
                new("every", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(DefaultEvery), Summary = "The steps of a generation." }),
                new("fraction", new NumberSchema { ExclusiveMinimum = 0, Maximum = 0.5, Default = ParameterValue.Of(DefaultFraction), Summary = "The share of the trials that is replaced, and of those that replace them." }),
                new("factor", new NumberSchema { ExclusiveMinimum = 1, Default = ParameterValue.Of(DefaultFactor), Summary = "A copied parameter is multiplied by a number drawn between 1 / factor and factor." }),
            ],
        },
        Check = PopulationFaults.Of,
        Create = problem => new PopulationRule(problem),
    };

    private readonly long _every = problem.Spec.Every ?? DefaultEvery;
    private readonly double _fraction = problem.Spec.Fraction ?? DefaultFraction;
    private readonly double _factor = problem.Spec.Factor ?? DefaultFactor;
    private readonly ulong _seed = SplitMix64.Output(problem.Seed ^ Domain, 1);
    private readonly SortedDictionary<int, Climber> _members = [];

    public IReadOnlyList<Goal> Goals => problem.Goals;

    public long? Until(int trial) => Generation(_members.TryGetValue(trial, out var member) ? member.Promotions : 0);

    public bool IsHeld(int trial) => _members.TryGetValue(trial, out var member) && member.IsHeld;

    public string? Observe(int trial, Measurement measurement)
    {
        Of(trial).Observe(measurement, Generation, problem.Value == ObjectiveValue.Best);
        return null;
    }

    public void End(int trial, TrialState state) => Of(trial).End();

    public IReadOnlyList<SchedulerDecision> Settle(Outlook outlook)
    {
        var decisions = new List<SchedulerDecision>();
        var waiting = _members.Where(entry => entry.Value.IsHeld).ToList();
        if (waiting.Count > 0 && outlook.Coming(1, int.MaxValue) == 0)
        {
            var index = waiting.Min(entry => entry.Value.Promotions);
            if (outlook.Open.Keys.All(trial => _members.TryGetValue(trial, out var member) && (member.Promotions > index || (member.IsHeld && outlook.IsAtRest(trial)))))
            {
                Breed(index, [.. waiting.Where(entry => entry.Value.Promotions == index).Select(entry => entry.Key)], outlook, decisions);
            }
        }

        return decisions;
    }

    public void Replay(SchedulerDecision decision) => Of(decision.Trial).Promote();

    private long? Generation(int index) => index < long.MaxValue / _every ? (index + 1) * _every : null;

    private void Breed(int index, List<int> present, Outlook outlook, List<SchedulerDecision> decisions)
    {
        var ranked = RungOrder.BestFirst(present.Select(trial => (trial, _members[trial].LossesAt(index))));
        var replaced = Math.Min(ranked.Count / 2, Math.Max(1, (int)(ranked.Count * _fraction)));

        // Whoever has no number to show is no parent.
        var parents = ranked.Take(replaced).Where(trial => _members[trial].LossesAt(index).All(double.IsFinite) && outlook.Open[trial].Checkpoints.Count > 0).ToList();
        for (var place = 0; place < ranked.Count; place++)
        {
            var trial = ranked[place];
            var step = _members[trial].StepAt(index);
            var reason = $"population: generation {index + 1}, {Bracket.Ordinal(place + 1)} of {ranked.Count}";
            _members[trial].Promote();
            decisions.Add(place < ranked.Count - replaced || parents.Count == 0
                ? new SchedulerDecision(trial, SchedulerAction.Promoted, step, $"{reason}, goes on")
                : Exploit(trial, step, reason, parents[(int)(Draw(trial, step, "parent") * parents.Count)], outlook));
        }
    }

    private SchedulerDecision Exploit(int trial, long step, string reason, int parent, Outlook outlook)
    {
        var source = outlook.Open[parent];
        var begins = source.Checkpoints[0].Step + 1;
        var changes = new List<Adjustment>();
        foreach (var path in source.Info.Choices.Keys.Where(path => problem.Adjustable.Contains(path)))
        {
            changes.Add(new Adjustment(path, Explore(Current(source, path), path, Draw(trial, step, path)), begins));
        }

        var told = string.Join(", ", changes.Select(change => $"{change.Path} {change.Value.GetRawText()}"));
        return new SchedulerDecision(trial, SchedulerAction.Exploited, step, $"{reason}, goes on from trial {parent}" + (told.Length > 0 ? $" with {told}" : ""))
        {
            Source = parent,
            Changes = changes,
        };
    }

    private static JsonElement Current(TrialRecord trial, string path) =>
        trial.Info.Adjustments.LastOrDefault(adjustment => adjustment.Path == path)?.Value ?? trial.Info.Choices[path];

    // By a factor between 1 / factor and factor, each order of magnitude as likely: two that copy the same trial must not become the same.
    private JsonElement Explore(JsonElement value, string path, double drawn) =>
        PopulationFaults.ExpressionOf(problem.Parameters, path)?.Scaled(value, Math.Pow(_factor, (2 * drawn) - 1)) ?? value;

    // In [0, 1).
    private double Draw(int trial, long step, string what) => SplitMix64.Unit(SplitMix64.Output(SplitMix64.Output(_seed, (ulong)trial) ^ SplitMix64.Hash(what), (ulong)step));

    private Climber Of(int trial)
    {
        if (!_members.TryGetValue(trial, out var member))
        {
            _members[trial] = member = new Climber();
        }

        return member;
    }
}
