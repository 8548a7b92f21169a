using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Hosting;
using ActorTraining.WebUI.Security;
using Microsoft.OpenApi;

namespace ActorTraining.WebUI.Api;

/// <summary>The description of the API in OpenAPI, made from the endpoints themselves.</summary>
internal static class ApiDescription
{
    private const string Document = "v1";
    private const string Scheme = "bearer";

    /// <summary>Adds what makes it.</summary>
    public static void AddDescription(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith(ApiHosting.Root.TrimStart('/'), StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
    });

    /// <summary>Adds <c>/openapi/v1.json</c> and <c>/openapi/v1.yaml</c>.</summary>
    public static void MapDescription(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").For(AccessRole.Viewer);
        app.MapOpenApi("/openapi/{documentName}.yaml").For(AccessRole.Viewer);
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ActorTraining",
            Version = Dashboard.Version,
            Description = "Submits, follows and controls machine-learning experiments, and reads their results. Every error is a problem document after RFC 9457.",
            License = new OpenApiLicense { Name = "MIT" },
        };

        // Wherever the document came from, so that it says nothing of a proxy before this server.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Scheme,
            Description = "A token, made with 'actortrain token create'. Without a token file none is needed from the machine of the dashboard itself.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
    }
}
