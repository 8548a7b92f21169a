using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Coordination;

/// <content>What users do to a running experiment.</content>
public sealed partial class ExperimentLedger
{
    /// <summary>Starts no new trials until <see cref="Resume"/>; the coordinator asks the running ones to leave.</summary>
    /// <returns>What to store; null when it is paused already.</returns>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    public ExperimentChange? Pause() => Enter(ExperimentState.Paused);

    /// <summary>Ends a pause.</summary>
    /// <returns>What to store; null when it is running already.</returns>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    public ExperimentChange? Resume() => Enter(ExperimentState.Running);

    /// <summary>Ends the experiment; open trials are cancelled.</summary>
    /// <returns>What to store; null when it has ended already.</returns>
    public ExperimentChange? Stop(ExperimentState end, string? reason)
    {
        if (Info.Ended is not null)
        {
            return null;
        }

        var running = _open.Values.Where(trial => trial.Info.State == TrialState.Running).Select(trial => AttemptEnded(trial, "left", null)).ToList();
        var cancelled = _open.Values.OrderBy(trial => trial.Info.Number)
            .Select(trial => trial with { Info = trial.Info with { State = TrialState.Cancelled, Ended = _time.GetUtcNow() } })
            .ToList();
        return Changed([.. cancelled.Select(trial => Move(trial))], enter: end, reason: reason) with { Attempts = running };
    }

    /// <summary>Adds trials of a user's own; they run before what the search proposes next.</summary>
    /// <returns>What to store.</returns>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    public ExperimentChange Enqueue(IReadOnlyList<Proposal> proposals)
    {
        CheckNotEnded();
        var added = new List<TrialRecord>();
        foreach (var proposal in proposals)
        {
            _search.Restore(++_proposed, proposal.Parameters);
            added.Add(Move(new(new TrialInfo { Number = _proposed, State = TrialState.Waiting, Parameters = proposal.Parameters, Choices = proposal.Choices })));
        }

        return Changed(added);
    }

    /// <summary>The number that the next trial will have.</summary>
    public int NextNumber => _proposed + 1;

    /// <summary>An open trial; null when there is none of this number.</summary>
    public TrialRecord? Find(int number) => _open.GetValueOrDefault(number);

    /// <summary>Remembers that a running trial was asked to leave; the reason decides what becomes of it when it does.</summary>
    public void Leave(int number, StopReason reason) => _leaving.TryAdd(number, (reason, null));

    /// <summary>Cancels one trial. Of a running one nothing more counts; the coordinator has to ask it to leave.</summary>
    /// <returns>What to store.</returns>
    /// <exception cref="InvalidOperationException">The trial has come to its end, or there is none of this number.</exception>
    public ExperimentChange Cancel(int number)
    {
        var trial = OpenTrial(number);
        var moved = Move(trial with { Info = trial.Info with { State = TrialState.Cancelled, Ended = _time.GetUtcNow(), Error = "cancelled by a user" } });
        return Changed([moved]) with { Attempts = trial.Info.State == TrialState.Running ? [AttemptEnded(trial, "left", null)] : [] };
    }

    /// <summary>Changes how many trials run at once, and who goes first.</summary>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    public ExperimentChange Configure(ResourceSpec resources)
    {
        CheckNotEnded();
        var spec = Info.Spec with { Resources = resources };
        Info = Info with { Spec = spec };
        var told = $"parallel is {resources.Parallel?.ToString() ?? "every slot"}, priority is {resources.Priority}";
        return Changed([], enter: Info.State, reason: told) with { Spec = spec };
    }

    /// <summary>Notes a changed parameter, which the trial takes at its next step.</summary>
    /// <exception cref="InvalidOperationException">The trial has come to its end, or there is none of this number.</exception>
    public ExperimentChange Adjust(int number, string path, JsonElement value)
    {
        var trial = OpenTrial(number);
        var adjustment = new Adjustment(path, value, null);
        _open[number] = trial with { Info = trial.Info with { Adjustments = [.. trial.Info.Adjustments, adjustment] } };
        return Changed([], [new TrialAdjusted(NextEvent(), _time.GetUtcNow(), number, adjustment)], touching: [number]);
    }

    /// <summary>Everything that users changed in a trial, in its order, where its attempt has not said yet that it took all of it; empty otherwise.</summary>
    public IReadOnlyList<Adjustment> Adjusting(int number) =>
        _open.TryGetValue(number, out var trial) && trial.Info.Adjustments.Any(adjustment => adjustment.Step is null) ? trial.Info.Adjustments : [];

    private ExperimentChange? Enter(ExperimentState state)
    {
        CheckNotEnded();
        return Info.State == state ? null : Changed([], enter: state);
    }

    private void CheckNotEnded()
    {
        if (Info.Ended is not null)
        {
            throw new InvalidOperationException($"the experiment '{Info.Id}' has come to its end ({Info.State.ToString().ToLowerInvariant()}) and cannot be changed any more");
        }
    }

    private TrialRecord OpenTrial(int number) => _open.TryGetValue(number, out var trial)
        ? trial
        : throw new InvalidOperationException(number >= 1 && number <= _proposed
            ? $"trial {number} of '{Info.Id}' has come to its end"
            : $"'{Info.Id}' has no trial {number} yet");
}
