namespace ActorTraining.Silo.Security;

/// <summary>A token that was just made.</summary>
/// <param name="Entry">What is kept of it.</param>
/// <param name="Secret">What its owner presents; it is shown once and kept nowhere.</param>
public sealed record NewToken(TokenEntry Entry, string Secret);
