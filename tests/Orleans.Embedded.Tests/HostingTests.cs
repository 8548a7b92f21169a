using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Concurrency;
using Orleans.Embedded.Tests.Testing;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

/// <summary>How an application hosts a silo, and what it is told when its grains cannot be hosted.</summary>
public sealed class HostingTests
{
    private interface IGreeter : IGrainWithStringKey
    {
        Task<string> Greet();
    }

    private interface INobody : IGrainWithStringKey
    {
        Task Call();
    }

    private interface IOdd : IGrainWithStringKey
    {
        int Count { get; }

        int NotAsynchronous();

        Task<T> Generic<T>(T value);

        Task ByReference(ref int value);

        [OneWay]
        Task<int> OneWayWithResult();
    }

    private interface ISynchronousObserver : IGrainObserver
    {
        int Answer();

        IAsyncEnumerable<int> Answers();
    }

    [Fact]
    public async Task A_host_starts_and_stops_the_silo()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEmbeddedOrleans(options => options.AddGrain<GreeterGrain>().SiloName = "head");
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var client = host.Services.GetRequiredService<IClusterClient>();

        Assert.Equal("greeted by head", await client.GetGrain<IGreeter>("a").Greet().Soon());
        Assert.Same(client, host.Services.GetRequiredService<IGrainFactory>());
        Assert.NotNull(client.ServiceProvider.GetService<EmbeddedSilo>());

        await host.StopAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => client.GetGrain<IGreeter>("a").Greet().Soon());
    }

    [Fact]
    public async Task Every_run_of_a_silo_has_an_address_of_its_own()
    {
        await using var first = await TestSilo.StartAsync<GreeterGrain>();
        await using var second = await TestSilo.StartAsync<GreeterGrain>();
        var (one, two) = (first.Get<ILocalSiloDetails>().SiloAddress, second.Get<ILocalSiloDetails>().SiloAddress);

        Assert.NotEqual(one, two);
        Assert.True(two.Generation > one.Generation);
        Assert.Equal(one, SiloAddress.FromParsableString(one.ToParsableString()));
        Assert.Throws<FormatException>(() => SiloAddress.FromParsableString("somewhere"));
    }

    [Fact]
    public async Task A_silo_that_has_not_been_started_refuses_calls_and_is_started_once()
    {
        await using var silo = TestSilo.Create(options => options.AddGrain<GreeterGrain>());

        var refusal = await Assert.ThrowsAsync<SiloUnavailableException>(() => silo.Grains.GetGrain<IGreeter>("a").Greet().Soon());
        Assert.Contains("IGreeter.Greet on greeter/a: the silo has not been started", refusal.Message);

        await silo.Silo.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal("greeted by embedded", await silo.Grains.GetGrain<IGreeter>("a").Greet().Soon());
        await Assert.ThrowsAsync<InvalidOperationException>(() => silo.Silo.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_grain_classes_of_an_assembly_are_found()
    {
        // This assembly has classes that cannot be hosted together; that they are named shows that they were found.
        var silo = TestSilo.Create(options => options.AddGrains(typeof(HostingTests).Assembly));

        var refusal = Assert.Throws<OrleansConfigurationException>(() => silo.Silo);

        Assert.Contains(typeof(GreeterGrain).FullName!, refusal.Message);
        Assert.Contains(typeof(OtherGreeter).FullName!, refusal.Message);
        await Assert.ThrowsAsync<OrleansConfigurationException>(async () => await silo.DisposeAsync());
    }

    [Fact]
    public void A_grain_interface_needs_exactly_one_class()
    {
        var refusal = Refusal(options => options.AddGrain<GreeterGrain>().AddGrain<OtherGreeter>());

        Assert.Contains(
            $"{typeof(IGreeter).FullName} is implemented by {typeof(GreeterGrain).FullName} and by {typeof(OtherGreeter).FullName}", refusal);
    }

    [Fact]
    public void Two_classes_of_one_name_are_refused_unless_one_is_renamed()
    {
        Assert.Contains("are both called 'greeter'", Refusal(options => options.AddGrain<GreeterGrain>().AddGrain<Greeter>()));
    }

    [Fact]
    public async Task A_class_can_be_renamed()
    {
        await using var silo = await TestSilo.StartAsync<OtherGreeter>();

        Assert.Equal("polite/a", silo.Grains.GetGrain<IGreeter>("a").GetGrainId().ToString());
    }

    [Fact]
    public async Task An_interface_without_a_class_is_refused()
    {
        await using var silo = await TestSilo.StartAsync<GreeterGrain>();

        var refusal = Assert.Throws<ArgumentException>(() => silo.Grains.GetGrain<INobody>("a"));

        Assert.Contains($"No grain class of this silo implements {typeof(INobody).FullName}", refusal.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task An_empty_key_is_refused(string key)
    {
        await using var silo = await TestSilo.StartAsync<GreeterGrain>();

        Assert.Throws<ArgumentException>(() => silo.Grains.GetGrain<IGreeter>(key));
    }

    [Fact]
    public void Everything_that_cannot_be_hosted_is_told_at_once()
    {
        var refusal = Refusal(options =>
        {
            options.AddGrain<OddGrain>().AddGrain<GenericGrain<int>>();
            options.ResponseTimeout = TimeSpan.Zero;
        });

        var name = typeof(IOdd).FullName;
        Assert.Contains("EmbeddedSiloOptions.ResponseTimeout: 00:00:00 is not above zero", refusal);
        Assert.Contains($"{name} has a property or an event", refusal);
        Assert.Contains($"{name}.NotAsynchronous returns Int32", refusal);
        Assert.Contains($"{name}.Generic is generic", refusal);
        Assert.Contains($"{name}.ByReference has a parameter passed by reference", refusal);
        Assert.Contains($"{name}.OneWayWithResult is one-way and returns a result", refusal);
        Assert.Contains("implements no grain interface of its own", refusal);
    }

    [Fact]
    public async Task An_observer_interface_is_held_to_the_same_rules()
    {
        await using var silo = await TestSilo.StartAsync<GreeterGrain>();

        var refusal = Assert.Throws<ArgumentException>(() => silo.Grains.CreateObjectReference<ISynchronousObserver>(new SynchronousObserver()));

        Assert.Contains("Answer returns Int32", refusal.Message);
        Assert.Contains("Answers is a method of an observer and returns a stream", refusal.Message);
    }

    [Fact]
    public void A_grain_made_by_hand_says_what_it_is_not()
    {
        var grain = new OtherGreeter();

        Assert.Throws<ArgumentException>(() => grain.GetPrimaryKeyString());
        Assert.Throws<InvalidOperationException>(() => grain.DeactivateOnIdle());
    }

    private static string Refusal(Action<EmbeddedSiloOptions> configure) =>
        Assert.Throws<OrleansConfigurationException>(() => TestSilo.Create(configure).Silo).Message;

    private sealed class GreeterGrain(ILocalSiloDetails silo) : Grain, IGreeter
    {
        public Task<string> Greet() => Task.FromResult($"greeted by {silo.Name}");
    }

    [GrainType("polite")]
    private sealed class OtherGreeter : Grain, IGreeter
    {
        public Task<string> Greet() => Task.FromResult("how do you do");
    }

    private sealed class Greeter : Grain, INobody
    {
        public Task Call() => Task.CompletedTask;
    }

    private sealed class GenericGrain<T> : Grain, IGrainWithStringKey;

    private sealed class OddGrain : Grain, IOdd
    {
        public int Count => 0;

        public int NotAsynchronous() => 0;

        public Task<T> Generic<T>(T value) => Task.FromResult(value);

        public Task ByReference(ref int value) => Task.CompletedTask;

        public Task<int> OneWayWithResult() => Task.FromResult(0);
    }

    private sealed class SynchronousObserver : ISynchronousObserver
    {
        public int Answer() => 0;

        public IAsyncEnumerable<int> Answers() => AsyncEnumerable.Empty<int>();
    }
}
