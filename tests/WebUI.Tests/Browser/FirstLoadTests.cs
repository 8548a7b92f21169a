using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>What a browser fetches before a page is there.</summary>
public sealed partial class FirstLoadTests(Site site)
{
    private const int Budget = 500 * 1000;

    [Fact]
    public async Task The_first_page_weighs_less_than_half_a_megabyte()
    {
        var page = await site.PageAsync();
        var session = await page.Context.NewCDPSessionAsync(page);
        var weights = new Dictionary<string, double>();
        var urls = new Dictionary<string, string>();
        session.Event("Network.responseReceived").OnEvent += (_, e) => urls[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("response").GetProperty("url").GetString()!;
        session.Event("Network.loadingFinished").OnEvent += (_, e) => weights[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("encodedDataLength").GetDouble();
        await session.SendAsync("Network.enable");

        await page.OpenAsync("/");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "Experiments", Exact = true })).ToBeVisibleAsync();

        foreach (var (request, weight) in weights.OrderByDescending(pair => pair.Value))
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"{weight / 1000,8:0.0} kB  {urls.GetValueOrDefault(request)}");
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{weights.Values.Sum() / 1000,8:0.0} kB in all, answer to page: {await page.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"):0} ms");
        Assert.Contains(urls.Values, url => url.Contains("blazor.web", StringComparison.Ordinal));
        Assert.DoesNotContain(urls.Values, url => url.Contains("echarts", StringComparison.Ordinal));
        Assert.InRange(weights.Values.Sum(), 50_000, Budget);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Every_style_and_script_of_the_page_comes_compressed()
    {
        using var client = new HttpClient { BaseAddress = new Uri(site.Dashboard.Url) };
        var html = await client.GetStringAsync("/", TestContext.Current.CancellationToken);
        var links = References().Matches(html).Select(match => match.Groups[1].Value).Append("/lib/echarts/echarts.esm.min.js").ToList();
        Assert.Contains(links, link => link.Contains("Radzen", StringComparison.Ordinal) && link.Contains(".css", StringComparison.Ordinal));

        foreach (var link in links)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(site.Dashboard.Url), link));
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var sent = (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
            var whole = (await client.GetByteArrayAsync(new Uri(new Uri(site.Dashboard.Url), link), TestContext.Current.CancellationToken)).Length;

            // An encoding that compresses nothing is one, too.
            Assert.True(answer.Content.Headers.ContentEncoding.Count > 0 && sent < 0.7 * whole, $"{link} came as {sent} of {whole} bytes");
        }
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]+\\.(?:css|js)(?:\\?[^\"]*)?)\"")]
    private static partial Regex References();
}
