using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Tests.Testing;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

/// <summary>How a grain comes into memory: at its first call, once, with its services, or not at all.</summary>
public sealed class ActivationTests
{
    private interface IBirth : IGrainWithStringKey
    {
        Task<Guid> Instance();

        Task<string> Story();
    }

    private interface INumbered : IGrainWithIntegerKey
    {
        Task<long> Key();
    }

    private interface IFragile : IGrainWithIntegerKey
    {
        Task<int> Attempts();
    }

    private interface IUnbuildable : IGrainWithIntegerKey
    {
        Task Call();
    }

    private interface IServed : IGrainWithIntegerKey
    {
        Task<Guid> Scope();

        Task<GrainId> Identity();

        Task Leave();
    }

    private interface ISelfish : IGrainWithIntegerKey
    {
        Task Call();
    }

    [Fact]
    public async Task Concurrent_first_calls_meet_one_activation()
    {
        await using var silo = await TestSilo.StartAsync<BirthGrain>();
        silo.Signals.Set("born");

        var calls = Enumerable.Range(0, 200).Select(_ => Task.Run(() => silo.Grains.GetGrain<IBirth>("one").Instance()));

        Assert.Single((await Task.WhenAll(calls).Soon()).Distinct());
        Assert.Equal(1, silo.Silo.ActivationCount);
    }

    [Fact]
    public async Task Each_key_has_its_own_activation()
    {
        await using var silo = await TestSilo.StartAsync<BirthGrain>();
        silo.Signals.Set("born");

        Assert.NotEqual(await silo.Grains.GetGrain<IBirth>("one").Instance(), await silo.Grains.GetGrain<IBirth>("two").Instance());
    }

    [Fact]
    public async Task The_first_call_waits_until_the_grain_is_activated()
    {
        await using var silo = await TestSilo.StartAsync<BirthGrain>();

        var story = silo.Grains.GetGrain<IBirth>("one").Story();
        await silo.Signals.Reached("activating");
        Assert.False(story.IsCompleted);

        silo.Signals.Set("born");
        Assert.Equal("created, activated, called", await story.Soon());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task A_grain_knows_its_integer_key(long key)
    {
        await using var silo = await TestSilo.StartAsync<NumberedGrain>();

        Assert.Equal(key, await silo.Grains.GetGrain<INumbered>(key).Key());
    }

    [Fact]
    public async Task A_failing_activation_fails_the_calls_that_wait_and_the_next_call_tries_afresh()
    {
        await using var silo = await TestSilo.StartAsync<FragileGrain>(services: services => services.AddSingleton(new Attempts(Failing: 1)));
        var grain = silo.Grains.GetGrain<IFragile>(0);

        var waiting = new[] { grain.Attempts(), grain.Attempts(), grain.Attempts() };
        await silo.Signals.Reached("attempt 1");
        silo.Signals.Set("go 1");

        foreach (var call in waiting)
        {
            var failure = await Assert.ThrowsAsync<FormatException>(() => call.Soon());
            Assert.Equal("attempt 1", failure.Message);
        }

        silo.Signals.Set("go 2");
        Assert.Equal(2, await grain.Attempts().Soon());
        Assert.Contains("fragile/0 could not be activated", (await silo.Log.Next(LogLevel.Error)).Text);
    }

    [Fact]
    public async Task A_failing_constructor_fails_the_call()
    {
        await using var silo = await TestSilo.StartAsync<UnbuildableGrain>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => silo.Grains.GetGrain<IUnbuildable>(0).Call().Soon());
        Assert.Equal(0, silo.Silo.ActivationCount);
    }

    [Fact]
    public async Task An_activation_that_takes_too_long_fails_its_calls()
    {
        await using var silo = await TestSilo.StartAsync<BirthGrain>(options => options.ActivationTimeout = TimeSpan.FromSeconds(5));

        var call = silo.Grains.GetGrain<IBirth>("one").Story();
        await silo.Signals.Reached("activating");
        silo.Time.Advance(TimeSpan.FromSeconds(5));

        var failure = await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
        Assert.Contains("birth/one was not activated within 00:00:05", failure.Message);
    }

    [Fact]
    public async Task Constructors_get_services_whose_scope_is_the_activation()
    {
        await using var silo = await TestSilo.StartAsync<ServedGrain>(services: services => services.AddScoped<Scoped>());
        var (one, two) = (silo.Grains.GetGrain<IServed>(1), silo.Grains.GetGrain<IServed>(2));

        Assert.Equal(await one.Scope(), await one.Scope());
        Assert.NotEqual(await one.Scope(), await two.Scope());
        Assert.Equal(GrainId.Create("served", "1"), await one.Identity());

        await one.Leave();
        await silo.Signals.Reached("scope disposed");
    }

    [Fact]
    public async Task A_grain_that_leaves_while_it_is_activated_refuses_its_calls()
    {
        await using var silo = await TestSilo.StartAsync<SelfishGrain>();

        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => silo.Grains.GetGrain<ISelfish>(0).Call().Soon());
    }

    private sealed class BirthGrain : Grain, IBirth
    {
        private readonly Guid _instance = Guid.NewGuid();
        private readonly List<string> _story = ["created"];
        private readonly Signals _signals;

        public BirthGrain(Signals signals) => _signals = signals;

        public override async Task OnActivateAsync(CancellationToken cancellationToken)
        {
            _signals.Set("activating");
            await _signals.Wait("born");
            _story.Add("activated");
        }

        public Task<Guid> Instance() => Task.FromResult(_instance);

        public Task<string> Story()
        {
            _story.Add("called");
            return Task.FromResult(string.Join(", ", _story));
        }
    }

    private sealed class NumberedGrain : Grain, INumbered
    {
        public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
    }

    private sealed record Attempts(int Failing)
    {
        public int Made { get; set; }
    }

    private sealed class FragileGrain(Attempts attempts, Signals signals) : Grain, IFragile
    {
        public override async Task OnActivateAsync(CancellationToken cancellationToken)
        {
            attempts.Made++;
            signals.Set($"attempt {attempts.Made}");
            await signals.Wait($"go {attempts.Made}");
            if (attempts.Made <= attempts.Failing)
            {
                throw new FormatException($"attempt {attempts.Made}");
            }
        }

        Task<int> IFragile.Attempts() => Task.FromResult(attempts.Made);
    }

    private sealed class UnbuildableGrain(ActivationTests nowhereRegistered) : Grain, IUnbuildable
    {
        public Task Call() => Task.FromResult(nowhereRegistered);
    }

    private sealed class Scoped(Signals signals) : IDisposable
    {
        public Guid Id { get; } = Guid.NewGuid();

        public void Dispose() => signals.Set("scope disposed");
    }

    private sealed class ServedGrain(Scoped scoped, IGrainContext context) : Grain, IServed
    {
        public Task<Guid> Scope() => Task.FromResult(scoped == ServiceProvider.GetRequiredService<Scoped>() ? scoped.Id : Guid.Empty);

        public Task<GrainId> Identity() => Task.FromResult(context.GrainId);

        public Task Leave()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }
    }

    private sealed class SelfishGrain : Grain, ISelfish
    {
        public override Task OnActivateAsync(CancellationToken cancellationToken)
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public Task Call() => Task.CompletedTask;
    }
}
