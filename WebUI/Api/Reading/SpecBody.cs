using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.WebUI.Api.Reading;

/// <summary>A spec in the body of a request.</summary>
/// <param name="Spec">The spec, valid.</param>
/// <param name="Fingerprint">A hash of the body.</param>
internal sealed record SpecBody(ExperimentSpec Spec, string Fingerprint)
{
    /// <summary>The longest spec in bytes; the text's own limit is in characters, and one of these has four bytes at most.</summary>
    public const int MostBytes = 4_000_000;

    /// <summary>The media types of specs: JSON, and what stands for YAML.</summary>
    public static string[] MediaTypes { get; } = ["application/json", "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads and validates a spec; the type of the body has been checked.</summary>
    /// <exception cref="InvalidSpecException">It has faults.</exception>
    public static async Task<SpecBody> ReadAsync(HttpRequest request, JobCatalog jobs, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, cancel);
        var body = content.ToArray();
        var isJson = request.GetTypedHeaders().ContentType?.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) == true;
        return new SpecBody(isJson ? OfJson(body, jobs) : SpecYaml.Read(Text(body), jobs), Convert.ToHexStringLower(SHA256.HashData(body)));
    }

    private static ExperimentSpec OfJson(byte[] body, JobCatalog jobs)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return SpecJson.Read(document.RootElement, jobs);
        }
        catch (JsonException e)
        {
            throw new InvalidSpecException([new ParameterError("spec", $"is not JSON: {e.Message}") { Line = (int?)e.LineNumber + 1 }]);
        }
    }

    private static string Text(byte[] body)
    {
        try
        {
            return Utf8.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidSpecException([new ParameterError("spec", "is not text in UTF-8")]);
        }
    }
}
