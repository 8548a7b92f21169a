using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace Orleans.Embedded.Tests;

/// <summary>Subscriptions of observers: they expire, and end when the observer fails.</summary>
public sealed class ObserverManagerTests
{
    private readonly ObserverManager<string, Subscriber> _observers = new(TimeSpan.FromMinutes(5), NullLogger.Instance);
    private DateTime _now = DateTime.UnixEpoch;

    public ObserverManagerTests() => _observers.GetDateTime = () => _now;

    [Fact]
    public async Task Everyone_subscribed_is_notified()
    {
        var (a, b) = (Subscribe("a"), Subscribe("b"));

        await _observers.Notify(observer => observer.HearAsync("news"));
        _observers.Notify(observer => observer.Hear("more"));

        Assert.Equal(["news", "more"], a.Heard);
        Assert.Equal(["news", "more"], b.Heard);
    }

    [Fact]
    public async Task A_predicate_chooses_whom_to_notify()
    {
        var (a, b) = (Subscribe("a"), Subscribe("b"));

        await _observers.Notify(observer => observer.HearAsync("news"), observer => observer == b);

        Assert.Empty(a.Heard);
        Assert.Equal(["news"], b.Heard);
        Assert.Equal(2, _observers.Count);
    }

    [Fact]
    public async Task A_subscription_expires_unless_it_is_renewed()
    {
        var (a, b) = (Subscribe("a"), Subscribe("b"));

        _now += TimeSpan.FromMinutes(4);
        _observers.Subscribe("b", b);
        _now += TimeSpan.FromMinutes(2);
        await _observers.Notify(observer => observer.HearAsync("news"));

        Assert.Empty(a.Heard);
        Assert.Equal(["news"], b.Heard);
        Assert.Equal(["b"], _observers.Observers.Keys);
    }

    [Fact]
    public async Task A_failing_observer_is_dropped_and_the_others_are_notified()
    {
        var a = Subscribe("a");
        a.Failure = new FormatException();
        var b = Subscribe("b");

        await _observers.Notify(observer => observer.HearAsync("news"));
        Assert.Equal([b], _observers);
        Assert.Equal(["news"], b.Heard);

        b.Failure = new FormatException();
        _observers.Notify(observer => observer.Hear("more"));
        Assert.Empty(_observers);
    }

    [Fact]
    public async Task An_observer_may_leave_while_others_are_notified()
    {
        Subscribe("a");
        var b = Subscribe("b");

        await _observers.Notify(observer =>
        {
            _observers.Unsubscribe("a");
            return observer.HearAsync("news");
        });

        Assert.Equal([b], _observers);
    }

    [Fact]
    public async Task An_observer_that_subscribes_again_while_its_notification_fails_stays()
    {
        var a = Subscribe("a");
        a.Failure = new FormatException();

        await _observers.Notify(observer =>
        {
            _observers.Subscribe("a", observer);
            return observer.HearAsync("news");
        });

        Assert.Equal([a], _observers);
    }

    [Fact]
    public void Expired_and_all_subscriptions_can_be_cleared()
    {
        Subscribe("a");
        _now += TimeSpan.FromMinutes(6);
        Subscribe("b");

        _observers.ClearExpired();
        Assert.Equal(["b"], _observers.Observers.Keys);
        _observers.Clear();
        Assert.Empty(_observers);
    }

    private Subscriber Subscribe(string id)
    {
        var subscriber = new Subscriber();
        _observers.Subscribe(id, subscriber);
        return subscriber;
    }

    private sealed class Subscriber
    {
        public List<string> Heard { get; } = [];

        public Exception? Failure { get; set; }

        public void Hear(string what)
        {
            Heard.Add(Failure is null ? what : throw Failure);
        }

        public async Task HearAsync(string what)
        {
            await Task.Yield();
            Hear(what);
        }
    }
}
