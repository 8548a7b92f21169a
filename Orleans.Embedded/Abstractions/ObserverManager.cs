using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>The observers of a grain, each known by its own reference.</summary>
/// <typeparam name="TObserver">The observer interface.</typeparam>
/// <param name="expiration">How long a subscription lasts unless it is renewed by subscribing again.</param>
/// <param name="log">Told of observers that are dropped.</param>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log);
