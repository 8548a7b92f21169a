using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace ActorTraining.WebUI.Security;

/// <summary>How often one may ask: for each token and, without one, for each address.</summary>
public sealed record RateLimits
{
    /// <summary>The policy of endpoints that answer for as long as they are listened to.</summary>
    internal const string Streams = "streams";

    /// <summary>The policy of signing in.</summary>
    internal const string Login = "login";

    /// <summary>The requests a second to the API that can go on for ever.</summary>
    public int RequestsPerSecond { get; init; } = 100;

    /// <summary>The requests that may come at once after a quiet time.</summary>
    public int Burst { get; init; } = 500;

    /// <summary>The streams of events that may be open at a time.</summary>
    public int OpenStreams { get; init; } = 256;

    /// <summary>The tries a minute to sign in.</summary>
    public int LoginsPerMinute { get; init; } = 10;

    /// <summary>Sets the limits up.</summary>
    internal void Apply(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = async (context, cancel) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            context.HttpContext.Response.Headers.RetryAfter = seconds;
            if (!context.HttpContext.Request.Path.StartsWithSegments("/api"))
            {
                await context.HttpContext.Response.WriteAsync($"Too many tries; come again in {seconds} seconds.", cancel);
            }
        };
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path.StartsWithSegments("/api")
            ? RateLimitPartition.GetTokenBucketLimiter(Caller(context), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Burst,
                TokensPerPeriod = RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            })
            : RateLimitPartition.GetNoLimiter(""));
        options.AddPolicy(Streams, context => RateLimitPartition.GetConcurrencyLimiter(Caller(context), _ => new ConcurrencyLimiterOptions { PermitLimit = OpenStreams }));
        options.AddPolicy(Login, context => RateLimitPartition.GetFixedWindowLimiter(Address(context), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = LoginsPerMinute,
            Window = TimeSpan.FromMinutes(1),
        }));
    }

    private static string Caller(HttpContext context) => context.User.TokenOf() is { } token ? $"token {token}" : Address(context);

    private static string Address(HttpContext context) => $"address {context.Connection.RemoteIpAddress}";
}
