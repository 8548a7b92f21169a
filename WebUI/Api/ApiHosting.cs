using System.Text.Json.Serialization;
using ActorTraining.Experiments;
using ActorTraining.WebUI.Api.Errors;
using ActorTraining.WebUI.Api.Resources;
using Microsoft.AspNetCore.Mvc;

namespace ActorTraining.WebUI.Api;

/// <summary>The API for scripts, under <c>/api/v1</c>.</summary>
internal static class ApiHosting
{
    /// <summary>Where it is.</summary>
    public const string Root = "/api/v1";

    /// <summary>The longest body of a request that carries no spec, in bytes.</summary>
    public const int MostBytes = 64 << 10;

    /// <summary>Adds the services of the API.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            // The same as ExperimentJson.Options, which cannot be put in place of these.
            var json = options.SerializerOptions;
            json.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals;
            json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.Encoder = ExperimentJson.Options.Encoder;
            json.AllowDuplicateProperties = false;
            foreach (var converter in ExperimentJson.Options.Converters)
            {
                json.Converters.Add(converter);
            }
        });

        // What cannot be bound is told by ApiProblems, with the name of the parameter.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddDescription();
        return services;
    }

    /// <summary>Turns every failure under <c>/api</c> into a problem document; goes before what may fail.</summary>
    public static void UseApiProblems(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseMiddleware<ApiProblems>());

    /// <summary>Adds what orchestrators ask; it tells nothing that needs a token.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("healthy")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/readyz", (IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.IsCancellationRequested
            ? Results.Text("stopping", statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready")).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Adds the endpoints.</summary>
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Root).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        api.MapExperiments();
        api.MapSubmissions();
        api.MapControl();
        api.MapExternal();
        api.MapTrials();
        api.MapMetrics();
        api.MapAnalysis();
        api.MapArtifacts();
        api.MapEvents();
        api.MapCluster();
        api.MapJobs();
        api.MapAudit();
        app.MapDescription();
    }
}
