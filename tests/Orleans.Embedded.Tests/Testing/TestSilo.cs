using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orleans.Embedded.Tests.Testing;

/// <summary>A silo with a clock, a log and signals of its own.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestSilo(ServiceProvider services) => _services = services;

    public ManualTime Time => Get<ManualTime>();

    public Signals Signals => Get<Signals>();

    public RecordingLog Log => Get<RecordingLog>();

    public EmbeddedSilo Silo => Get<EmbeddedSilo>();

    public IGrainFactory Grains => Get<IGrainFactory>();

    /// <summary>A started silo that hosts one grain class.</summary>
    public static Task<TestSilo> StartAsync<TGrain>(Action<EmbeddedSiloOptions>? configure = null, Action<IServiceCollection>? services = null)
        where TGrain : class, IGrain =>
        StartAsync(
            options =>
            {
                options.AddGrain<TGrain>();
                configure?.Invoke(options);
            },
            services);

    /// <summary>A started silo.</summary>
    public static async Task<TestSilo> StartAsync(Action<EmbeddedSiloOptions> configure, Action<IServiceCollection>? services = null)
    {
        var silo = Create(configure, services);
        await silo.Silo.StartAsync(TestContext.Current.CancellationToken);
        return silo;
    }

    /// <summary>A silo that has not been started.</summary>
    public static TestSilo Create(Action<EmbeddedSiloOptions> configure, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        var log = new RecordingLog();
        var time = new ManualTime();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log));
        collection.AddSingleton(log).AddSingleton(time).AddSingleton<TimeProvider>(time).AddSingleton<Signals>();
        collection.AddEmbeddedOrleans(configure);
        services?.Invoke(collection);
        return new TestSilo(collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }));
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        // What a test left hanging is given up at once.
        await Silo.StopAsync(new CancellationToken(canceled: true)).Soon();
        await _services.DisposeAsync();
    }
}
