using Orleans;

namespace ActorTraining.Grains.Tests.Hosting;

/// <summary>Fails as the product's grains do; its key says how.</summary>
public interface IFaultGrain : IGrainWithStringKey
{
    Task Fail();
}
