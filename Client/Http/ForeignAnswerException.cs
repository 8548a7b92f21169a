using System.Net;

namespace ActorTraining.Client.Http;

/// <summary>Something answered, but not in the way of an ActorTraining server that this client understands.</summary>
internal sealed class ForeignAnswerException(string message, HttpStatusCode status, Exception? inner = null) : HttpRequestException(message, inner, status);
