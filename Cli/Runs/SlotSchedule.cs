namespace ActorTraining.Cli.Runs;

/// <summary>Estimates when a whole experiment is done: running trials end when they end, and waiting ones take the slots that get free.</summary>
internal static class SlotSchedule
{
    /// <summary>The time until the last trial ends; null while it cannot be told.</summary>
    /// <param name="running">The time left of each running trial; null where it is not known yet.</param>
    /// <param name="waiting">How many trials have not started.</param>
    /// <param name="typical">How long a trial takes from its start; null while no trial has shown it.</param>
    /// <param name="slots">How many trials run at once, at least 1.</param>
    public static TimeSpan? Remaining(IReadOnlyList<TimeSpan?> running, int waiting, TimeSpan? typical, int slots)
    {
        if (running.Any(left => left is null) && typical is null || waiting > 0 && typical is null)
            return null;
        double[] free = [.. running.Select(left => (left ?? typical)!.Value.TotalSeconds)];
        double last = free.DefaultIfEmpty(0).Max();
        if (waiting <= 0)
            return TimeSpan.FromSeconds(last);
        free = [.. free.Order().Take(slots), .. Enumerable.Repeat(0.0, Math.Max(0, slots - free.Length))];
        return TimeSpan.FromSeconds(Math.Max(last, Makespan(free, waiting, Math.Max(typical!.Value.TotalSeconds, 1e-3))));
    }

    /// <summary>
    /// The least time in which slots that get free at the given times work off trials of equal length. Equal trials are done best by taking the next free slot,
    /// and until a time t slot i has then done floor((t - free_i) / length) of them; so the answer is the least t at which these add up, found by bisection.
    /// </summary>
    private static double Makespan(double[] free, int trials, double length)
    {
        double low = free.Min(), high = low + trials * length;
        while (high - low > length * 1e-3)
        {
            double middle = (low + high) / 2;
            if (free.Sum(start => Math.Max(0, Math.Floor((middle - start) / length))) >= trials)
                high = middle;
            else
                low = middle;
        }
        return high;
    }
}
