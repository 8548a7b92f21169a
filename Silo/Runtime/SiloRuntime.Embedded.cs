using ActorTraining.Experiments;
using ActorTraining.Silo.Hosting;
using ActorTraining.Silo.Members;
using ActorTraining.Silo.Stores;
using ActorTraining.Silo.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded;

namespace ActorTraining.Silo.Runtime;

/// <summary>Hosts the grains of a silo that is a process of its own: on the embedded runtime, as the head of a cluster or as a member of one.</summary>
internal static class SiloRuntime
{
    /// <summary>Whether this is Microsoft Orleans, whose silos have options of their own.</summary>
    public const bool IsOrleans = false;

    /// <summary>Nothing has to be prepared.</summary>
    public static Task PrepareAsync(SiloSettings settings, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>How a silo claims a database: the head has it alone.</summary>
    public static Func<StoreLocation, CancellationToken, Task<StoreClaim>> ClaimFor(SiloSettings settings) => StoreClaim.ForHeadAsync;

    /// <summary>Adds the runtime to the silo.</summary>
    public static void Add(WebApplicationBuilder builder, SiloSettings settings)
    {
        builder.Services.AddGrains(settings.Name, settings.Cluster);
        if (settings.Join is { } head)
        {
            builder.Services.AddEmbeddedMember(_ => new HeadDialer(head, settings.Token).DialAsync, Configure);
        }
        else
        {
            builder.Services.AddEmbeddedHead(Configure);
        }
    }

    /// <summary>Adds the runtime's web endpoints: where members dial in.</summary>
    /// <param name="app">The silo.</param>
    /// <param name="trusted">For those who know the cluster's secret.</param>
    /// <param name="settings">The silo's settings.</param>
    public static void Map(WebApplication app, RouteGroupBuilder trusted, SiloSettings settings)
    {
        if (settings.Join is null)
        {
            trusted.MapJoin(app.Services.GetRequiredService<EmbeddedHead>());
        }
    }

    /// <summary>Waits until the silo has found the others.</summary>
    /// <exception cref="SiloSettingsException">They do not take it.</exception>
    public static async Task JoinedAsync(IServiceProvider services, Readiness readiness, CancellationToken cancel)
    {
        if (services.GetService<EmbeddedMember>() is not { } member)
        {
            readiness.Ready();
            return;
        }

        var joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var looking = new Lock();
        void Look()
        {
            lock (looking)
            {
                if (member.Head is null)
                {
                    readiness.Disconnected();
                }
                else
                {
                    readiness.Ready();
                    joined.TrySetResult();
                }
            }
        }

        member.HeadChanged += Look;
        Look();
        if (await Task.WhenAny(joined.Task, member.Completion).WaitAsync(cancel) != joined.Task)
        {
            throw new SiloSettingsException(await RefusalAsync(member));
        }
    }

    /// <summary>Complete, with the reason, when the others do not want this silo any more.</summary>
    public static IEnumerable<Task<string>> Refusals(IServiceProvider services) => services.GetService<EmbeddedMember>() is { } member ? [RefusalAsync(member)] : [];

    private static async Task<string> RefusalAsync(EmbeddedMember member)
    {
        try
        {
            await member.Completion;
            return "it has stopped";
        }
        catch (JoinRefusedException refusal)
        {
            return refusal.Message;
        }
    }

    private static void Configure(ClusteringOptions options)
    {
        options.Version = ClusterIdentity.ThisRelease;
        options.JsonOptions = ExperimentJson.Options;
        options.ExceptionAssemblies.Add(typeof(IExperiments).Assembly);
    }
}
