using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>Hyperband: successive halving in several brackets, of which the first starts many trials and stops early, and the last lets few run to their end.</summary>
/// <remarks>
/// L. Li et al., Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization, JMLR 2018. Trials are dealt to the brackets by their numbers: as many to the first as it is
/// wide, then to the second, and from the beginning when all are full; so the bracket of a trial depends on nothing that happened before. The last bracket may stay smaller than its width.
/// </remarks>
internal sealed class HyperbandRule : ITrialScheduler
{
    public static SchedulerRule Description { get; } = new()
    {
        Name = "hyperband",
        Options = metric => Halving.Options(metric, "Successive halving in several brackets, from many trials that are stopped early to few that are not."),
        Check = problem => Length(problem) is null
            ? [new ParameterError($"{SpecPath.Scheduler}.max", "is missing; the trials' length is not one number here, so give the step at which the longest of them end")]
            : [],
        Create = problem => new HyperbandRule(problem),
    };

    private readonly SchedulerProblem _problem;
    private readonly long _min;
    private readonly long _max;
    private readonly int _reduction;
    private readonly int _halvings;
    private readonly int[] _widths;
    private readonly Dictionary<int, Bracket> _brackets = [];

    public HyperbandRule(SchedulerProblem problem)
    {
        _problem = problem;
        (_min, _reduction) = (problem.Spec.Min ?? Halving.DefaultMin, problem.Spec.Reduction ?? Halving.DefaultReduction);
        _max = Length(problem) ?? throw new InvalidSpecException([.. Description.Check(problem)]);
        while (Halving.Rung(_min, _reduction, _halvings, _max) is not null)
        {
            _halvings++;
        }

        _halvings -= Halving.Rung(_min, _reduction, _halvings, null) == _max ? 0 : _halvings > 0 ? 1 : 0;
        _widths = [.. Enumerable.Range(0, _halvings + 1).Select(i => Width(_halvings - i))];
    }

    public IReadOnlyList<Goal> Goals => _problem.Goals;

    /// <summary>How many trials each bracket takes, the one with the most rungs first.</summary>
    public IReadOnlyList<int> Widths => _widths;

    public long? Until(int trial) => Of(trial).Until(trial);

    public bool IsHeld(int trial) => Of(trial).IsHeld(trial);

    public string? Observe(int trial, Measurement measurement)
    {
        Of(trial).Observe(trial, measurement);
        return null;
    }

    public void End(int trial, TrialState state) => Of(trial).End(trial);

    public IReadOnlyList<SchedulerDecision> Settle(Outlook outlook)
    {
        var decisions = new List<SchedulerDecision>();
        var members = outlook.Open.Keys.ToLookup(trial => Place(trial).Index);
        foreach (var (index, bracket) in _brackets.OrderBy(entry => entry.Key))
        {
            var (first, last) = Range(index);
            bracket.Settle(outlook, [.. members[index]], outlook.Coming(first, last), decisions);
        }

        return decisions;
    }

    public void Replay(SchedulerDecision decision) => Of(decision.Trial).Replay(decision);

    private static long? Length(SchedulerProblem problem) => problem.Spec.Max ?? problem.Length;

    // n = ceil((s_max + 1) / (s + 1) * reduction^s), in whole numbers.
    private int Width(int halvings)
    {
        var wide = (_halvings + 1) * (long)Math.Min(Math.Pow(_reduction, halvings), int.MaxValue);
        return (int)Math.Min((wide + halvings) / (halvings + 1), int.MaxValue / (_halvings + 1));
    }

    private Bracket Of(int trial)
    {
        var (index, _) = Place(trial);
        if (!_brackets.TryGetValue(index, out var bracket))
        {
            var skipped = index % _widths.Length;
            _brackets[index] = bracket = new Bracket(
                $"hyperband: bracket {index + 1}, ",
                rung => rung + skipped < _halvings ? Halving.Rung(_min, _reduction, rung + skipped, _max) : null,
                _reduction,
                isEager: false,
                _problem.Value == ObjectiveValue.Best);
        }

        return bracket;
    }

    // The index of a trial's bracket, counted through all rounds, and the number of the bracket's first trial.
    private (int Index, int First) Place(int trial)
    {
        var round = _widths.Sum();
        var (index, first) = ((trial - 1) / round * _widths.Length, ((trial - 1) / round * round) + 1);
        for (var i = 0; trial >= first + _widths[i]; i++)
        {
            first += _widths[i];
            index++;
        }

        return (index, first);
    }

    private (int First, int Last) Range(int index)
    {
        var first = (index / _widths.Length * _widths.Sum()) + 1 + _widths.Take(index % _widths.Length).Sum();
        return (first, first + _widths[index % _widths.Length] - 1);
    }
}
