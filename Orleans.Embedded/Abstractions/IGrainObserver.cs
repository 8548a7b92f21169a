using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Marks an interface through which grains notify an ordinary object. Make a reference that grains can hold with
/// <see cref="IGrainFactory.CreateObjectReference{TGrainObserverInterface}"/>.
/// </summary>
public interface IGrainObserver : IAddressable;
