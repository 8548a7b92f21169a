using System.Net;
using ActorTraining.WebUI.Api.Errors;

namespace ActorTraining.WebUI.Security;

/// <summary>Turns away what pages of other sites send: a browser on this machine reaches the dashboard for every page that it shows.</summary>
internal sealed class SameOrigin(RequestDelegate next, Access access)
{
    /// <summary>Answers a request.</summary>
    public Task InvokeAsync(HttpContext context) =>
        Foreign(context.Request) is { } why ? ApiProblems.WriteAsync(context, ApiProblem.Of(StatusCodes.Status403Forbidden, why)) : next(context);

    private string? Foreign(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !IsOwn(origin, request.Host))
        {
            return $"requests of pages of {origin} are not answered";
        }

        // A link from elsewhere may lead here; an image, a script or a form of elsewhere may not. Scripts outside of browsers send no such header.
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "cross-site" or "same-site" && !(HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate"))
        {
            return "requests of pages of other sites are not answered";
        }

        // A name of elsewhere that leads to this machine would make a page of elsewhere one of the same origin.
        var host = request.Host.Host.Trim('[', ']');
        return !access.IsOpen || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))
            ? null
            : $"a dashboard without tokens is asked as localhost, not as {host}";
    }

    // Without the scheme: behind a proxy that ends TLS it is another one here.
    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var own) && own.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase) && own.Port == (host.Port ?? DefaultPort(own));

    private static int DefaultPort(Uri origin) => origin.Scheme == Uri.UriSchemeHttps ? 443 : 80;
}
