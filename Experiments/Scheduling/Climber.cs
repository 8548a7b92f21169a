namespace ActorTraining.Experiments.Scheduling;

/// <summary>A trial on its way up a ladder of rungs.</summary>
internal sealed class Climber
{
    private readonly List<(long Step, IReadOnlyList<double> Losses)> _reached = [];
    private IReadOnlyList<double>? _best;
    private long _last;

    /// <summary>How many rungs it was measured at.</summary>
    public int Reached => _reached.Count;

    /// <summary>From how many rungs it was promoted; the next one that it may go to has this index.</summary>
    public int Promotions { get; private set; }

    /// <summary>How many of the rungs that it waits or waited at were told of.</summary>
    public int Announced { get; private set; }

    /// <summary>Whether it has come to its end.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether it waits at a rung.</summary>
    public bool IsHeld => !HasEnded && Reached > Promotions;

    /// <summary>What it was measured with at a rung that it has reached.</summary>
    public IReadOnlyList<double> LossesAt(int rung) => _reached[rung].Losses;

    /// <summary>Where it was measured for a rung: at it, or at the first step behind it that the job reports.</summary>
    public long StepAt(int rung) => _reached[rung].Step;

    /// <summary>Takes note of a measurement.</summary>
    /// <param name="measurement">The measurement; at a step that was measured already it changes nothing.</param>
    /// <param name="rung">The step of each rung by its index; null above the highest.</param>
    /// <param name="takesBest">Whether the best value so far counts at a rung instead of the one there.</param>
    public void Observe(Measurement measurement, Func<int, long?> rung, bool takesBest)
    {
        if (measurement.Step <= _last)
        {
            return;
        }

        _last = measurement.Step;
        _best = _best is null ? measurement.Losses : [.. _best.Zip(measurement.Losses, Math.Min)];
        while (!measurement.IsLast && rung(Reached) is { } step && measurement.Step >= step)
        {
            _reached.Add((measurement.Step, takesBest ? _best : measurement.Losses));
        }
    }

    /// <summary>It goes on behind the rung that it waits at.</summary>
    public void Promote() => Promotions++;

    /// <summary>That it waits was told.</summary>
    public void Announce() => Announced = Promotions + 1;

    /// <summary>It has come to its end.</summary>
    public void End() => HasEnded = true;
}
