using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks an interface whose methods are called on a grain. Derive from <see cref="IGrainWithStringKey"/> or <see cref="IGrainWithIntegerKey"/>.</summary>
public interface IGrain : IAddressable;
