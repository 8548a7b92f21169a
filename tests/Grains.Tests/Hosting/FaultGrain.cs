using ActorTraining.Experiments;
using ActorTraining.Grains.Storage;
using ActorTraining.Training.Parameters;
using Orleans;

namespace ActorTraining.Grains.Tests.Hosting;

public sealed class FaultGrain : Grain, IFaultGrain
{
    public Task Fail() => throw this.GetPrimaryKeyString() switch
    {
        nameof(InvalidOperationException) => new InvalidOperationException("'x' has come to its end"),
        nameof(UnknownExperimentException) => new UnknownExperimentException("x"),
        nameof(InvalidSpecException) => new InvalidSpecException([new ParameterError("spec.params.lr", "-1 is not greater than 0") { Line = 3 }]),
        nameof(StoreException) => new StoreException("the store is in use", new IOException("locked")) { InUse = true },
        _ => new StaleEpochException("x", 7),
    };
}
