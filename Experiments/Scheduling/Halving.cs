using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>What the rules with rungs have in common: where the rungs are, and one bracket with all trials.</summary>
internal sealed class Halving(IReadOnlyList<Goal> goals, Bracket bracket) : ITrialScheduler
{
    public const int DefaultReduction = 3;
    public const int DefaultMin = 1;

    public IReadOnlyList<Goal> Goals => goals;

    /// <summary>One bracket for all trials of an experiment.</summary>
    public static Halving Of(SchedulerProblem problem, string name, bool isEager)
    {
        var (min, reduction) = (problem.Spec.Min ?? DefaultMin, problem.Spec.Reduction ?? DefaultReduction);
        return new(problem.Goals, new Bracket($"{name}: ", index => Rung(min, reduction, index, problem.Spec.Max), reduction, isEager, problem.Value == ObjectiveValue.Best));
    }

    /// <summary>The settings of a rule with rungs.</summary>
    public static ObjectSchema Options(TextSchema metric, string summary) => new()
    {
        Summary = summary,
        Properties = [SchedulerSettings.Metric(metric), SchedulerSettings.Min(DefaultMin), SchedulerSettings.Reduction, SchedulerSettings.Max],
    };

    /// <summary>The step of a rung: <c>min * reduction^index</c>; null where that is not below the end of the ladder.</summary>
    public static long? Rung(long min, int reduction, int index, long? max)
    {
        var step = min;
        for (var i = 0; i < index; i++)
        {
            if (step > long.MaxValue / reduction)
            {
                return null;
            }

            step *= reduction;
        }

        return step < (max ?? long.MaxValue) ? step : null;
    }

    public long? Until(int trial) => bracket.Until(trial);

    public bool IsHeld(int trial) => bracket.IsHeld(trial);

    public string? Observe(int trial, Measurement measurement)
    {
        bracket.Observe(trial, measurement);
        return null;
    }

    public void End(int trial, TrialState state) => bracket.End(trial);

    public IReadOnlyList<SchedulerDecision> Settle(Outlook outlook)
    {
        var decisions = new List<SchedulerDecision>();
        bracket.Settle(outlook, [.. outlook.Open.Keys], outlook.Coming(1, int.MaxValue), decisions);
        return decisions;
    }

    public void Replay(SchedulerDecision decision) => bracket.Replay(decision);
}
