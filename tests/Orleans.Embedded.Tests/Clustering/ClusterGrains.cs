using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Concurrency;
using Orleans.Embedded.Tests.Testing;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Clustering;

/// <summary>A grain that tests place on members.</summary>
internal interface IProbe : IGrainWithStringKey
{
    Task<string> Where();

    Task Call();

    Task<Parcel> Echo(Parcel parcel);

    Task Fail(string kind);

    Task<string> WaitFor(string signal, CancellationToken cancellationToken);

    Task<object?> Context(string key);

    [OneWay]
    Task Note(string text);

    [ResponseTimeout("00:00:05")]
    Task<string> AskHome(string home);

    Task<string> AskNeighbour(string key);

    Task Tell(IWatcher watcher, string text);

    Task<string> Ask(IWatcher watcher, string question);

    Task<IProbe> Myself();

    Task<object> Unwritable();

    Task<byte[]> Bytes(int count);

    Task Take(byte[] bytes);

    Task End();

    IAsyncEnumerable<int> Count(int to);
}

/// <summary>A grain that lives on the head.</summary>
internal interface IHome : IGrainWithStringKey
{
    Task<string> Where();

    [AlwaysInterleave]
    Task<string> Greet(string name);

    Task<string> Visit(IProbe probe, string home);

    Task Stop();
}

internal interface IWatcher : IGrainObserver
{
    void OnText(string text);

    Task<string> Answer(string question);
}

[JsonDerivedType(typeof(Letter), "letter")]
[JsonDerivedType(typeof(Box), "box")]
internal abstract record Content;

internal sealed record Letter(string Text) : Content;

internal sealed record Box(int Size) : Content;

internal sealed record Parcel(Guid Id, TimeSpan Age, IReadOnlyList<Content> Contents, JsonElement Json, SiloAddress? From, double? Weight);

internal sealed class ProbeException(string message) : Exception(message);

internal sealed class WrappedException(string message, Exception inner) : Exception(message, inner);

internal sealed class OddException(int number) : Exception($"odd {number}");

internal sealed class NamingException(string name) : Exception($"there is no '{name}'");

/// <summary>Which probes are active in the whole cluster.</summary>
internal sealed class Census
{
    private readonly ConcurrentDictionary<string, string> _active = new();

    /// <summary>The grains that came to life while they were active somewhere else.</summary>
    public ConcurrentQueue<string> Twice { get; } = new();

    public void Enter(string grain, string silo)
    {
        if (!_active.TryAdd(grain, silo))
        {
            Twice.Enqueue($"{grain} on {silo} and {_active.GetValueOrDefault(grain)}");
        }
    }

    public void Leave(string grain) => _active.TryRemove(grain, out _);
}

[HintedPlacement]
internal sealed class ProbeGrain(ILocalSiloDetails silo, Signals signals, Census census) : Grain, IProbe
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        census.Enter(this.GetPrimaryKeyString(), silo.Name);
        signals.Set($"{this.GetPrimaryKeyString()} active");
        return this.GetPrimaryKeyString() == "broken" ? throw new ProbeException("cannot wake up") : Task.CompletedTask;
    }

    public Task<string> Where() => Task.FromResult(silo.Name);

    public Task Call() => Task.CompletedTask;

    public Task<Parcel> Echo(Parcel parcel) => Task.FromResult(parcel);

    public Task Fail(string kind) => kind switch
    {
        "own" => throw new ProbeException("a probe failed"),
        "inner" => throw new WrappedException("outer", new InvalidOperationException("cause")),
        "odd" => throw new OddException(3),
        "naming" => throw new NamingException("it"),
        "silo" => throw new SiloUnavailableException("gone"),
        _ => throw new ArgumentException("no such kind", nameof(kind)),
    };

    public async Task<string> WaitFor(string signal, CancellationToken cancellationToken)
    {
        signals.Set($"{this.GetPrimaryKeyString()} waits");
        try
        {
            await signals.Wait(signal).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            signals.Set($"{this.GetPrimaryKeyString()} was cancelled");
            throw;
        }

        return signal;
    }

    public Task<object?> Context(string key) => Task.FromResult<object?>(RequestContext.Get(key)?.ToString());

    public Task Note(string text)
    {
        signals.Set($"noted {text}");
        return text == "fail" ? throw new ProbeException("nobody hears this") : Task.CompletedTask;
    }

    public Task<string> AskHome(string home) => GrainFactory.GetGrain<IHome>(home).Greet(silo.Name);

    public Task<string> AskNeighbour(string key) => GrainFactory.GetGrain<IProbe>(key).Where();

    public Task Tell(IWatcher watcher, string text)
    {
        watcher.OnText(text);
        return Task.CompletedTask;
    }

    public Task<string> Ask(IWatcher watcher, string question) => watcher.Answer(question);

    public Task<IProbe> Myself() => Task.FromResult<IProbe>(this);

    public Task<object> Unwritable() => Task.FromResult<object>(new { Pointer = (nint)1, Stream = typeof(string) });

    public Task<byte[]> Bytes(int count) => Task.FromResult(new byte[count]);

    public Task Take(byte[] bytes) => Task.CompletedTask;

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<int> Count(int to)
    {
        for (var i = 0; i < to; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        census.Leave(this.GetPrimaryKeyString());
        signals.Set($"{this.GetPrimaryKeyString()} left: {reason.ReasonCode}");
        return Task.CompletedTask;
    }
}

internal sealed class HomeGrain(ILocalSiloDetails silo) : Grain, IHome
{
    public Task<string> Where() => Task.FromResult(silo.Name);

    public Task<string> Greet(string name) => Task.FromResult($"{silo.Name} greets {name}");

    public async Task<string> Visit(IProbe probe, string home) => $"{await probe.AskHome(home)}, {await probe.AskHome(home)}";

    public Task Stop()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

internal sealed class Watcher(Signals signals) : IWatcher
{
    public void OnText(string text) => signals.Set($"heard {text}");

    public Task<string> Answer(string question) => question.Length > 0 ? Task.FromResult($"{question} because") : throw new FormatException("no question");
}
