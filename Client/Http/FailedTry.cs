using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ActorTraining.Client.Http;

/// <summary>A request that came to nothing.</summary>
internal sealed class FailedTry
{
    private readonly Exception _error;
    private readonly bool _isRefusal;

    private FailedTry(Exception error, bool isRefusal, bool mayPassAway, TimeSpan? told) =>
        (_error, _isRefusal, MayPassAway, Told) = (error, isRefusal, mayPassAway, told);

    /// <summary>Whether another try may go better, and does no harm.</summary>
    public bool MayPassAway { get; }

    /// <summary>The wait that the server asked for.</summary>
    public TimeSpan? Told { get; }

    /// <summary>The server refused.</summary>
    /// <param name="fault">What its answer means.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="told">The wait that it asked for.</param>
    /// <param name="repetition">Whether the request may be sent again.</param>
    public static FailedTry Refused(Exception fault, HttpStatusCode status, TimeSpan? told, Repetition repetition) => new(fault, true, MayPass(status, repetition), told);

    /// <summary>There was no connection, or it broke.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="repetition">Whether the request may be sent again.</param>
    public static FailedTry Broken(Exception error, Repetition repetition) => new(error, error is ForeignAnswerException, MayPass(error, repetition), null);

    /// <summary>The error for whoever made the call.</summary>
    /// <param name="server">Where the request went.</param>
    /// <param name="schedule">How often it was tried.</param>
    public Exception Explained(Uri server, RetrySchedule schedule) => _error switch
    {
        _ when _isRefusal => _error,
        HttpRequestException request => new HttpRequestException(request.HttpRequestError, $"{server} cannot be reached: {Reason(request)} ({schedule})", _error),
        _ => new HttpRequestException(HttpRequestError.ResponseEnded, $"the connection to {server} broke: {_error.Message} ({schedule})", _error),
    };

    private static bool MayPass(HttpStatusCode status, Repetition repetition) => status switch
    {
        HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => repetition is Repetition.Always,
        _ => false,
    };

    private static bool MayPass(Exception error, Repetition repetition) => error switch
    {
        ForeignAnswerException => false,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError } => true,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => error.InnerException is SocketException { SocketErrorCode: SocketError.TryAgain },
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => error.InnerException is not AuthenticationException,
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.VersionNegotiationError or HttpRequestError.ConfigurationLimitExceeded } => false,
        _ => repetition is Repetition.Always,
    };

    // "An error occurred while sending the request" and "see inner exception" say nothing; the reason is below.
    private static string Reason(HttpRequestException error) =>
        error.HttpRequestError is HttpRequestError.Unknown or HttpRequestError.SecureConnectionError ? error.GetBaseException().Message : error.Message;
}
