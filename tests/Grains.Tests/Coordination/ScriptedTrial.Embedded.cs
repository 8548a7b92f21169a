using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Interfaces;
using Orleans;
using Orleans.Runtime;

namespace ActorTraining.Grains.Tests.Coordination;

/// <summary>A trial's grain that does what the script says.</summary>
internal sealed class ScriptedTrial(Script script) : Grain, ITrialGrain
{
    private string Key => this.GetPrimaryKeyString();

    private static object? Hint => RequestContext.Get("PlacementHintKey");

    public Task<StartAnswer> Start(TrialAssignment assignment)
    {
        var answer = script.OnStart(assignment);
        script.Starts.Enqueue((assignment, Key, Hint));
        script.Tell();
        return Task.FromResult(answer);
    }

    public Task Leave(int attempt, StopReason reason)
    {
        script.Leaving.Enqueue((Key, reason));
        script.Tell();
        return Task.CompletedTask;
    }

    public Task Adjust(int attempt, IReadOnlyList<Adjustment> all)
    {
        script.Adjusting.Enqueue((Key, all));
        script.Tell();
        return Task.CompletedTask;
    }

    public Task<Lease?> RunsUnder(int attempt)
    {
        script.Asked.Enqueue((Key, Hint));
        script.Tell();
        return Task.FromResult(script.OnRunsUnder(Key));
    }
}
