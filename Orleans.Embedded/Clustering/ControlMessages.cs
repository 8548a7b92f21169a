namespace Orleans.Embedded.Clustering;

/// <summary>The body of <see cref="FrameKind.Welcome"/>.</summary>
/// <param name="Silo">The head's address.</param>
internal sealed record Welcome(string Silo);

/// <summary>The body of <see cref="FrameKind.Refused"/>.</summary>
/// <param name="Reason">The kind of reason.</param>
/// <param name="Message">For people.</param>
internal sealed record Refusal(JoinRefusal Reason, string Message);

/// <summary>A grain that is, or was, active on a member.</summary>
/// <param name="Grain">Its identity.</param>
/// <param name="Epoch">Which placement of it.</param>
internal sealed record PlacedGrain(string Grain, long Epoch);
