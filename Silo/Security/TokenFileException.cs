namespace ActorTraining.Silo.Security;

/// <summary>The file of the tokens cannot be used; the message says why and what would be right.</summary>
public sealed class TokenFileException(string message, Exception? inner = null) : IOException(message, inner);
