using System.Text.Json;
using ActorTraining.Experiments.Search;

namespace ActorTraining.Experiments.Tests.Scheduling;

/// <summary>Proposes <c>optimizer.lr = number / 100</c> for a fixed number of trials.</summary>
internal sealed class LearningRates(int trials) : ISearchAlgorithm
{
    public int? Planned => trials;

    public int Refused => 0;

    public Proposal? Propose(int number)
    {
        var lr = number / 100.0;
        return number > trials ? null : new Proposal(
            JsonSerializer.SerializeToElement(new { optimizer = new { kind = "sgd", lr } }),
            new Dictionary<string, JsonElement> { ["optimizer.lr"] = JsonSerializer.SerializeToElement(lr) });
    }

    public void Restore(int number, JsonElement parameters)
    {
    }

    public void Observe(TrialResult result)
    {
        // Its proposals are fixed.
    }
}
