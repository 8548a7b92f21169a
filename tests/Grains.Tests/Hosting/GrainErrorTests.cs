using ActorTraining.Experiments;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Storage;

namespace ActorTraining.Grains.Tests.Hosting;

/// <summary>What a grain throws arrives at its caller, in the same process or another one, with its type and all that it says.</summary>
public sealed class GrainErrorTests(GrainHost host) : IClassFixture<GrainHost>
{
    [Fact]
    public async Task An_operation_that_is_not_possible_now()
    {
        var error = await Fails<InvalidOperationException>();
        Assert.Equal("'x' has come to its end", error.Message);
        Assert.Contains(nameof(FaultGrain), error.StackTrace);
    }

    [Fact]
    public async Task An_unknown_experiment()
    {
        var error = await Fails<UnknownExperimentException>();
        Assert.Equal(("x", "there is no experiment 'x'"), (error.Experiment, error.Message));
        Assert.Contains(nameof(FaultGrain), error.StackTrace);
    }

    [Fact]
    public async Task The_faults_of_a_spec()
    {
        var fault = Assert.Single((await Fails<InvalidSpecException>()).Errors);
        Assert.Equal("spec.params.lr: -1 is not greater than 0 (line 3)", fault.ToString());
    }

    [Fact]
    public async Task A_store_that_cannot_be_used()
    {
        var error = await Fails<StoreException>();
        Assert.Equal(("the store is in use", true), (error.Message, error.InUse));
        Assert.Equal("locked", Assert.IsType<IOException>(error.InnerException).Message);
    }

    [Fact]
    public async Task An_epoch_that_was_overtaken()
    {
        var error = await Fails<StaleEpochException>();
        Assert.Contains("epoch 7 may not write", error.Message);
    }

    [Fact]
    public async Task A_coordinator_that_finds_no_experiment_in_the_store()
    {
        var coordinator = host.Grains.GetGrain<IExperimentGrain>("nowhere-1");
        var error = await Assert.ThrowsAsync<UnknownExperimentException>(coordinator.Start);
        Assert.Equal("nowhere-1", error.Experiment);
    }

    private async Task<T> Fails<T>()
        where T : Exception =>
        await Assert.ThrowsAsync<T>(host.Grains.GetGrain<IFaultGrain>(typeof(T).Name).Fail);
}
