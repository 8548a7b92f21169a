using System.Globalization;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>Trials that climb one ladder of rungs, where of every so many the best goes on.</summary>
/// <remarks>
/// A rung is complete when no trial can come to it any more; then the best share of those that came goes on, at least one, and the others end. An eager bracket need not
/// wait for that: a trial goes on as soon as it belongs to the best share of those that have come so far. A trial that cannot belong to that share any more, whatever comes,
/// ends at once. Whoever has no number for a value never goes on.
/// </remarks>
/// <param name="name">What reasons begin with: <c>asha: </c>.</param>
/// <param name="rung">The step of each rung by its index, ascending; null above the highest.</param>
/// <param name="reduction">Of so many one goes on, at least 2.</param>
/// <param name="isEager">Whether trials go on before their rung is complete.</param>
/// <param name="takesBest">Whether the best value so far counts at a rung instead of the one there.</param>
internal sealed class Bracket(string name, Func<int, long?> rung, int reduction, bool isEager, bool takesBest)
{
    private readonly SortedDictionary<int, Climber> _climbers = [];

    /// <summary>See <see cref="ITrialScheduler.Until"/>.</summary>
    public long? Until(int trial) => rung(_climbers.TryGetValue(trial, out var climber) ? climber.Promotions : 0);

    /// <summary>See <see cref="ITrialScheduler.IsHeld"/>.</summary>
    public bool IsHeld(int trial) => _climbers.TryGetValue(trial, out var climber) && climber.IsHeld;

    /// <summary>See <see cref="ITrialScheduler.Observe"/>.</summary>
    public void Observe(int trial, Measurement measurement) => Of(trial).Observe(measurement, rung, takesBest);

    /// <summary>See <see cref="ITrialScheduler.End"/>.</summary>
    public void End(int trial) => Of(trial).End();

    /// <summary>See <see cref="ITrialScheduler.Replay"/>.</summary>
    public void Replay(SchedulerDecision decision)
    {
        var climber = Of(decision.Trial);
        if (decision.Action == SchedulerAction.Paused)
        {
            climber.Announce();
        }
        else
        {
            climber.Promote();
        }
    }

    /// <summary>See <see cref="ITrialScheduler.Settle"/>.</summary>
    /// <param name="outlook">What may still come.</param>
    /// <param name="members">The open trials of this bracket, those among them that have not been measured yet included.</param>
    /// <param name="coming">How many trials of this bracket are still to be proposed.</param>
    /// <param name="decisions">Receives the decisions.</param>
    public void Settle(Outlook outlook, IReadOnlyCollection<int> members, int coming, List<SchedulerDecision> decisions)
    {
        for (var index = 0; index < _climbers.Values.Max(climber => (int?)climber.Reached).GetValueOrDefault(); index++)
        {
            if (_climbers.Values.Any(climber => climber.IsHeld && climber.Promotions == index))
            {
                var more = coming + (long)members.Count(trial => !_climbers.TryGetValue(trial, out var climber) || (climber.Reached <= index && !climber.HasEnded));
                Settle(index, more, outlook, decisions);
            }
        }
    }

    private void Settle(int index, long more, Outlook outlook, List<SchedulerDecision> decisions)
    {
        var ranked = RungOrder.BestFirst(_climbers.Where(entry => entry.Value.Reached > index).Select(entry => (entry.Key, entry.Value.LossesAt(index))));

        // At least the best goes on once it is certain to be the best.
        var share = more == 0 ? Math.Max(1, ranked.Count / reduction) : isEager ? ranked.Count / reduction : 0;
        var mostShare = Math.Max(1, (ranked.Count + more) / reduction);
        for (var place = 0; place < ranked.Count; place++)
        {
            var (trial, climber) = (ranked[place], _climbers[ranked[place]]);
            if (!climber.IsHeld || climber.Promotions != index)
            {
                continue;
            }

            var isNumber = !climber.LossesAt(index).All(double.IsPositiveInfinity);
            var reason = isNumber ? $"{name}rung {index + 1}, {Ordinal(place + 1)} of {ranked.Count}" : $"{name}rung {index + 1}, no number";
            if (isNumber && place < share)
            {
                climber.Promote();
                decisions.Add(new SchedulerDecision(trial, SchedulerAction.Promoted, climber.StepAt(index), $"{reason}, goes on"));
            }
            else if ((!isNumber || place >= mostShare) && outlook.IsAtRest(trial))
            {
                climber.End();
                decisions.Add(new SchedulerDecision(trial, SchedulerAction.Pruned, climber.StepAt(index), reason));
            }
            else if (climber.Announced <= index)
            {
                climber.Announce();
                decisions.Add(new SchedulerDecision(trial, SchedulerAction.Paused, climber.StepAt(index), $"{reason} so far, waits"));
            }
        }
    }

    /// <summary>A place in words: 1st, 2nd, 3rd, 11th.</summary>
    internal static string Ordinal(int place) => place.ToString(CultureInfo.InvariantCulture) + (place % 100 is 11 or 12 or 13 ? "th" : (place % 10) switch
    {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    });

    private Climber Of(int trial)
    {
        if (!_climbers.TryGetValue(trial, out var climber))
        {
            _climbers[trial] = climber = new Climber();
        }

        return climber;
    }
}
