using System.Text;
using ActorTraining.Experiments.Specs;
using ActorTraining.Silo.Security;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Api.Answers;
using ActorTraining.WebUI.Security;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>What can be asked for in a spec.</summary>
internal static class JobEndpoints
{
    private const string Tag = "jobs";
    private const string SchemaType = "application/schema+json";

    /// <summary>Adds the endpoints.</summary>
    public static void MapJobs(this RouteGroupBuilder api)
    {
        api.MapGet("/jobs", (JobCatalog jobs) => Tagged.Json(jobs.Jobs.Select(JobSummary.Of).ToArray()))
            .For(AccessRole.Viewer)
            .Described("listJobs", Tag, "The jobs that a spec can ask for.")
            .Produces<IReadOnlyList<JobSummary>>();
        api.MapGet("/jobs/{name}", (string name, JobCatalog jobs) => jobs.Find(name) is { } job ? Tagged.Json(JobSummary.Of(job)) : throw new FileNotFoundException($"there is no job '{name}'"))
            .For(AccessRole.Viewer)
            .Described("getJob", Tag, "One job.", StatusCodes.Status404NotFound)
            .Produces<JobSummary>();
        api.MapGet("/schema", (JobCatalog jobs) => new Tagged(Encoding.UTF8.GetBytes(JsonSchemaWriter.Write(jobs)), SchemaType))
            .For(AccessRole.Viewer)
            .Described("getSchema", Tag, "The JSON Schema of specs, from which editors complete, explain and check.")
            .Produces<object>(StatusCodes.Status200OK, SchemaType);
    }
}
