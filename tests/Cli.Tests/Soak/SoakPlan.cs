using System.Globalization;

namespace ActorTraining.Cli.Tests.Soak;

/// <summary>How long a soak kills, and what it runs meanwhile: short trials that checkpoint at every step, a tenth of which fails whenever it is tried.</summary>
/// <param name="Duration">How long processes are killed; the last one is left alone.</param>
/// <param name="Seed">Decides about the moments and the kinds of death.</param>
internal sealed record SoakPlan(TimeSpan Duration, int Seed)
{
    /// <summary>The steps of a trial.</summary>
    public const int Steps = 10;

    /// <summary>The step at which one trial of ten fails.</summary>
    public const int FailsAt = 3;

    /// <summary>How often such a trial is tried again.</summary>
    public const int Retries = 2;

    public const int Slots = 4;

    /// <summary>How many processes are killed at least.</summary>
    public const int FewestKills = 2;

    private const int Group = 10;
    private const double TrialSeconds = 1;

    // What the slots would do in six tenths of the time if nobody disturbed them.
    private readonly int _groups = Math.Max(2, (int)(Duration.TotalSeconds * Slots * 0.6 / (TrialSeconds * Group)));

    public int Trials => _groups * Group;

    public int Failing => _groups;

    public int Completing => Trials - Failing;

    public string Spec => string.Create(CultureInfo.InvariantCulture, $$"""
        name: soak
        job: sleep
        params:
          seconds: { grid: [{{string.Join(", ", Enumerable.Range(0, _groups).Select(i => (TrialSeconds + (i * 0.0001)).ToString(CultureInfo.InvariantCulture)))}}] }
          steps: {{Steps}}
          fail_at: { grid: [{{FailsAt}}, {{string.Join(", ", Enumerable.Range(Steps + 1, Group - 1))}}] }
        objective: { metric: value, direction: maximize }
        limits: { retries: {{Retries}}, backoff: 200ms }
        seed: {{Seed}}
        """);
}
