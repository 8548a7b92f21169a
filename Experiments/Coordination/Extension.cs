using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Coordination;

/// <summary>Lets an ended experiment go on.</summary>
public static class Extension
{
    /// <summary>The change that reopens an experiment under a wider spec. What limits its duration starts anew.</summary>
    /// <param name="info">The ended experiment.</param>
    /// <param name="epoch">The coordinator's epoch.</param>
    /// <param name="spec">The new spec.</param>
    /// <param name="planned">The number of trials there will be in all, where the new spec's search knows.</param>
    /// <param name="completed">The completed trials, for a new length.</param>
    /// <param name="length">The path of the parameter that says how long a trial is; null when only trials are added.</param>
    /// <param name="now">The time.</param>
    /// <returns>What to store; a new ledger made from the store then knows what is to do.</returns>
    public static ExperimentChange Of(
        ExperimentInfo info, long epoch, ExperimentSpec spec, int? planned, IReadOnlyList<TrialRecord> completed, string? length, DateTimeOffset now)
    {
        var reopened = completed.Select(trial => Reopen(trial, spec, length!)).ToList();
        var events = new List<ExperimentEvent>();
        foreach (var trial in reopened)
        {
            events.Add(new TrialChanged(info.LastEvent + events.Count + 1, now, trial.Info));
        }

        events.Add(new ExperimentChanged(info.LastEvent + events.Count + 1, now, ExperimentState.Running, "extended by a user"));
        var counts = new Dictionary<TrialState, int>(info.Counts);
        counts[TrialState.Completed] = counts.GetValueOrDefault(TrialState.Completed) - reopened.Count;
        counts[TrialState.Waiting] = counts.GetValueOrDefault(TrialState.Waiting) + reopened.Count;
        return new ExperimentChange
        {
            Epoch = epoch,
            Spec = spec,
            Info = info with
            {
                Spec = spec,
                State = ExperimentState.Running,
                Reason = "extended by a user",
                Ended = null,
                ActiveSeconds = 0,
                Planned = planned,
                Counts = counts.Where(count => count.Value > 0).ToDictionary(),
                LastEvent = info.LastEvent + events.Count,
            },
            Trials = reopened,
            Events = events,
        };
    }

    private static TrialRecord Reopen(TrialRecord trial, ExperimentSpec spec, string length)
    {
        var parameters = JsonNode.Parse(trial.Info.Parameters.GetRawText())!;
        var target = parameters;
        var names = length.Split('.');
        foreach (var name in names[..^1])
        {
            target = target[name] ??= new JsonObject();
        }

        var value = spec.Parameters;
        foreach (var name in names)
        {
            value = value.GetProperty(name);
        }

        target[names[^1]] = JsonNode.Parse(value.GetRawText());
        return trial with
        {
            Info = trial.Info with
            {
                State = TrialState.Waiting,
                Ended = null,
                Parameters = JsonSerializer.SerializeToElement(parameters),
            },
        };
    }
}
