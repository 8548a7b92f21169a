using System.Collections;
using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>
/// The observers of a grain. A subscription ends when it is not renewed in time, or when the observer fails.
/// Not thread-safe: for use within one grain, whose turns never run in parallel.
/// </summary>
/// <typeparam name="TIdentity">What a subscription is known by.</typeparam>
/// <typeparam name="TObserver">The observer interface.</typeparam>
public partial class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly ILogger _log;
    private readonly Dictionary<TIdentity, Subscription> _subscriptions = [];

    /// <summary>No observers yet.</summary>
    /// <param name="expiration">How long a subscription lasts unless it is renewed by subscribing again.</param>
    /// <param name="log">Told of observers that are dropped.</param>
    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
    }

    /// <summary>The clock, in UTC; replace it in tests.</summary>
    public Func<DateTime> GetDateTime { get; set; } = () => DateTime.UtcNow;

    /// <summary>How long a subscription lasts unless it is renewed.</summary>
    public TimeSpan ExpirationDuration { get; set; }

    /// <summary>How many subscriptions there are, expired ones included until they are cleared.</summary>
    public int Count => _subscriptions.Count;

    /// <summary>A copy of the subscriptions.</summary>
    public IReadOnlyDictionary<TIdentity, TObserver> Observers => _subscriptions.ToDictionary(entry => entry.Key, entry => entry.Value.Observer);

    /// <summary>Drops every subscription.</summary>
    public void Clear() => _subscriptions.Clear();

    /// <summary>Adds a subscription, or renews the one of that identity.</summary>
    /// <param name="id">What the subscription is known by.</param>
    /// <param name="observer">Who is notified.</param>
    public void Subscribe(TIdentity id, TObserver observer) => _subscriptions[id] = new Subscription(observer, GetDateTime());

    /// <summary>Drops a subscription, if there is one of that identity.</summary>
    /// <param name="id">What the subscription is known by.</param>
    public void Unsubscribe(TIdentity id) => _subscriptions.Remove(id);

    /// <summary>Notifies every observer in turn and waits for each; drops those that fail or have expired.</summary>
    /// <param name="notification">What to tell an observer.</param>
    /// <param name="predicate">Which observers to tell; null for all.</param>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, subscription) in CurrentSubscriptions(predicate))
        {
            try
            {
                await notification(subscription.Observer);
            }
            catch (Exception failure)
            {
                Drop(id, subscription, failure);
            }
        }
    }

    /// <summary>Notifies every observer in turn; drops those that fail or have expired.</summary>
    /// <param name="notification">What to tell an observer.</param>
    /// <param name="predicate">Which observers to tell; null for all.</param>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, subscription) in CurrentSubscriptions(predicate))
        {
            try
            {
                notification(subscription.Observer);
            }
            catch (Exception failure)
            {
                Drop(id, subscription, failure);
            }
        }
    }

    /// <summary>Drops the subscriptions that were not renewed in time.</summary>
    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var (id, subscription) in _subscriptions)
        {
            if (subscription.Since + ExpirationDuration < now)
            {
                _subscriptions.Remove(id);
                LogExpired(id);
            }
        }
    }

    /// <summary>The observers as they are now.</summary>
    public IEnumerator<TObserver> GetEnumerator() => Observers.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // A copy: a notification may await, and other turns may subscribe meanwhile.
    private KeyValuePair<TIdentity, Subscription>[] CurrentSubscriptions(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return [.. _subscriptions.Where(entry => predicate is null || predicate(entry.Value.Observer))];
    }

    private void Drop(TIdentity id, Subscription failed, Exception failure)
    {
        // While its notification was awaited, the observer may have subscribed again: that subscription stays.
        if (_subscriptions.TryGetValue(id, out var current) && current == failed && _subscriptions.Remove(id))
        {
            LogFailed(id, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Observer {Id} was dropped: its subscription was not renewed in time.")]
    private partial void LogExpired(TIdentity id);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Observer {Id} was dropped: it failed.")]
    private partial void LogFailed(TIdentity id, Exception failure);

    // Compared by reference: renewing a subscription makes another one.
    private sealed class Subscription(TObserver observer, DateTime since)
    {
        public TObserver Observer => observer;

        public DateTime Since => since;
    }
}
