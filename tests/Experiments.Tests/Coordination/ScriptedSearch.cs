using System.Text.Json;
using ActorTraining.Experiments.Search;

namespace ActorTraining.Experiments.Tests.Coordination;

/// <summary>Proposes <c>lr = number</c> for a fixed number of trials and remembers what it was told.</summary>
internal sealed class ScriptedSearch(int trials) : ISearchAlgorithm
{
    public List<(int Number, double? Objective)> Observed { get; } = [];

    public int? FailsAt { get; init; }

    public int? Planned => trials;

    public int Refused => 0;

    public Proposal? Propose(int number)
    {
        if (number >= FailsAt)
        {
            throw new SearchException("nothing meets the constraints");
        }

        if (number > trials)
        {
            return null;
        }

        var lr = JsonSerializer.SerializeToElement(number);
        return new Proposal(JsonSerializer.SerializeToElement(new { lr = number }), new Dictionary<string, JsonElement> { ["lr"] = lr });
    }

    public void Restore(int number, JsonElement parameters)
    {
    }

    public void Observe(TrialResult result) => Observed.Add((result.Number, result.Objectives[0]));
}
