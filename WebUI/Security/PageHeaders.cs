using System.Security.Cryptography;

namespace ActorTraining.WebUI.Security;

/// <summary>The headers by which a browser is told what the dashboard does not do, so that nobody else can make it do so.</summary>
internal sealed class PageHeaders(RequestDelegate next)
{
    private const string NonceKey = "csp-nonce";

    /// <summary>The nonce of a request; an inline script of its answer runs only with it.</summary>
    public static string NonceOf(HttpContext context) =>
        (string)(context.Items[NonceKey] ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Answers a request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                headers.ContentSecurityPolicy = Policy(context);
            }

            return Task.CompletedTask;
        });
        return next(context);
    }

    // Components and charts set the style attributes of elements, and the connection of a page to its server is a WebSocket.
    private static string Policy(HttpContext context) =>
        $"default-src 'self'; script-src 'self' 'nonce-{NonceOf(context)}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
        $"connect-src 'self' ws://{context.Request.Host} wss://{context.Request.Host}; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}
