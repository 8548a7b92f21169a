using System.Text;
using System.Text.Json;
using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Tests.Api;

/// <summary>What the tests of the API do again and again.</summary>
internal static class ApiSteps
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) => JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancel));

    public static async Task<T> ReadAsync<T>(this HttpClient http, string address) =>
        JsonSerializer.Deserialize<T>(await http.GetStringAsync(address, Cancel), ExperimentJson.Options)!;

    public static Task<HttpResponseMessage> SendAsync(this HttpClient http, string method, string address, string? body = null, string type = "application/json", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

            // What is too large is refused before it is sent; otherwise the connection would end in the middle of it.
            request.Headers.ExpectContinue = body.Length > 10_000;
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }

    /// <summary>Checks that an answer is a problem document without a trace, and gives its detail.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {status}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(text);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.DoesNotContain("   at ", text);
        Assert.DoesNotContain("Exception", text);
        return text;
    }
}
