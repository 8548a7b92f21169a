namespace ActorTraining.Grains.Coordination;

/// <summary>An attempt that runs elsewhere.</summary>
/// <param name="attempt">The attempt.</param>
/// <param name="lease">Within this time something has to be told of it.</param>
internal sealed class ExternalTrial(int attempt, TimeSpan lease)
{
    private const string Prefix = "lease ";

    /// <summary>The attempt.</summary>
    public int Attempt => attempt;

    /// <summary>Within this time something has to be told of it.</summary>
    public TimeSpan Lease => lease;

    /// <summary>When something was told last.</summary>
    public required TimeSpan Heard { get; set; }

    /// <summary>What is stored in place of the slot, so that a coordinator that takes over knows the lease.</summary>
    public static string SlotOf(TimeSpan lease) => FormattableString.Invariant($"{Prefix}{lease.TotalSeconds}s");

    /// <summary>The lease that a slot says (<see cref="SlotOf"/>); a minute where it says none.</summary>
    public static TimeSpan LeaseOf(string? slot) =>
        slot is not null && slot.StartsWith(Prefix, StringComparison.Ordinal)
        && double.TryParse(slot[Prefix.Length..^1], System.Globalization.CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.FromMinutes(1);
}
