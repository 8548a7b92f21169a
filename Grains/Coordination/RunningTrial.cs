using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Coordination;

/// <summary>An attempt as its coordinator follows it.</summary>
/// <param name="attempt">The attempt.</param>
/// <param name="silo">The silo that it was started on.</param>
internal sealed class RunningTrial(int attempt, string silo)
{
    /// <summary>The attempt.</summary>
    public int Attempt => attempt;

    /// <summary>The name of its silo.</summary>
    public string Silo => silo;

    /// <summary>The address of its silo; null while it is not known, after a takeover.</summary>
    public string? Address { get => Lease?.Address ?? field; set; }

    /// <summary>Null until it is known, after a takeover.</summary>
    public Lease? Lease { get; set; }

    /// <summary>When its lease was asked for.</summary>
    public TimeSpan Leased { get; init; }

    /// <summary>Whether its grain has taken it on.</summary>
    public bool Started { get; set; }

    /// <summary>When it last gave a sign of life; null to ask it at the next tick.</summary>
    public TimeSpan? Heard { get; set; }

    /// <summary>How often in a row it was asked and nobody could say anything.</summary>
    public int Unanswered { get; set; }

    /// <summary>Whether it is being asked at the moment.</summary>
    public bool IsAsked { get; set; }
}
