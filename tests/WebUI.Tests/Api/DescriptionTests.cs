using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace ActorTraining.WebUI.Tests.Api;

/// <summary>The description of the API in OpenAPI.</summary>
public sealed class DescriptionTests(ApiSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_is_described_with_a_summary_its_answers_and_its_errors()
    {
        var paths = (await DocumentAsync()).GetProperty("paths");
        var described = paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject(), (path, operation) => $"{operation.Name.ToUpperInvariant()} {path.Name}").ToList();
        var there = site.Dashboard.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods, (endpoint, method) => $"{method} {endpoint.RoutePattern.RawText!.Replace(":int", "").Replace("**", "")}");

        Assert.Equal(there.Order(), described.Order());
        var operations = paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value).ToList();
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            var answers = operation.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).ToList();
            Assert.Contains(answers, status => status.StartsWith('2'));
            Assert.Superset(new HashSet<string> { "400", "401", "403", "429", "503" }, answers.ToHashSet());
            Assert.True(operation.GetProperty("responses").GetProperty("400").GetProperty("content").TryGetProperty("application/problem+json", out _));
        });
        Assert.Equal(operations.Count, operations.Select(operation => operation.GetProperty("operationId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = await DocumentAsync();
        var references = References(document).Distinct().ToList();

        Assert.Contains("#/components/schemas/ExperimentInfo", references);
        Assert.All(references, reference => Assert.True(Find(document, reference), reference));
    }

    [Fact]
    public async Task Parameters_are_told_with_their_types_and_the_way_to_sign_in()
    {
        var document = await DocumentAsync();
        var parameters = document.GetProperty("paths").GetProperty("/api/v1/experiments/{id}/trials").GetProperty("get").GetProperty("parameters").EnumerateArray().ToList();

        Assert.Equal(["id", "state", "filter", "sort", "desc", "offset", "limit", "format"], parameters.Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.Contains("param:optimizer.lr>=0.1", parameters[2].GetProperty("description").GetString());
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
        Assert.NotEmpty(document.GetProperty("security").EnumerateArray());
        var spec = document.GetProperty("paths").GetProperty("/api/v1/experiments").GetProperty("post").GetProperty("requestBody").GetProperty("content");
        Assert.True(spec.TryGetProperty("application/yaml", out _) && spec.TryGetProperty("application/json", out _));
    }

    [Fact]
    public async Task It_comes_in_yaml_as_well()
    {
        using var answer = await site.Http.SendAsync("GET", "/openapi/v1.yaml");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("openapi: '3.1", await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<JsonElement> DocumentAsync()
    {
        using var answer = await site.Http.SendAsync("GET", "/openapi/v1.json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static bool Find(JsonElement document, string reference)
    {
        foreach (var key in reference.Split('/').Skip(1))
        {
            if (!document.TryGetProperty(key.Replace("~1", "/").Replace("~0", "~"), out document))
            {
                return false;
            }
        }

        return reference.StartsWith("#/", StringComparison.Ordinal);
    }
}
