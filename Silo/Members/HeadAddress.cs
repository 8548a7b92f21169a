using System.Net.Http.Headers;

namespace ActorTraining.Silo.Members;

/// <summary>Reaches the head silo over HTTP.</summary>
internal static class HeadAddress
{
    /// <summary>A client of the head.</summary>
    /// <param name="head">The head's address.</param>
    /// <param name="token">The cluster's secret; null where it has none.</param>
    public static HttpClient Client(Uri head, string? token)
    {
        var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { BaseAddress = head, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
