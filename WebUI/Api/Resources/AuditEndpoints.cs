using System.ComponentModel;
using ActorTraining.Experiments;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Api.Reading;
using ActorTraining.WebUI.Security;
using Microsoft.AspNetCore.Mvc;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>Who did what.</summary>
internal static class AuditEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapAudit(this RouteGroupBuilder api) =>
        api.MapGet("/audit", (AuditLog audit, [FromQuery, Description("The most entries, 1 to 10,000; 100 where it is not given")] int? limit) =>
            {
                var faults = new Faults();
                var most = faults.Within("limit", limit, Pages.Limit, 1, Pages.MostLimit);
                faults.ThrowIfAny();
                return Results.Json(audit.Newest(most), ExperimentJson.Options);
            })
            .For(AccessRole.Admin)
            .Described("listAudit", "audit", "What users did and tried, the newest first.")
            .Produces<IReadOnlyList<AuditEntry>>();
}
