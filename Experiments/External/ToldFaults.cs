using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.External;

/// <summary>What can be wrong with what scripts ask and tell.</summary>
public static class ToldFaults
{
    private const int LongestName = 100;
    private const int LongestText = 10_000;
    private const int MostPoints = 10_000;
    private static readonly TimeSpan LongestLease = TimeSpan.FromDays(1);

    /// <summary>Checks who asks, and for how long.</summary>
    /// <exception cref="InvalidSpecException">There are faults; the exception lists all of them.</exception>
    public static void ThrowIfAny(string? worker, TimeSpan lease)
    {
        var faults = new List<ParameterError>();
        if (worker is not { Length: > 0 and <= LongestName })
            faults.Add(new ParameterError("worker", $"has to be a name of 1 to {LongestName} characters"));
        if (lease < TimeSpan.FromSeconds(1) || lease > LongestLease)
            faults.Add(new ParameterError("lease", FormattableString.Invariant($"{lease.TotalSeconds} seconds are not within 1 and {LongestLease.TotalSeconds}")));
        Throw(faults);
    }

    /// <summary>Checks what is told of a trial.</summary>
    /// <exception cref="InvalidSpecException">There are faults; the exception lists all of them.</exception>
    public static void ThrowIfAny(ToldTrial told)
    {
        var faults = new List<ParameterError>();
        // What comes as JSON may have null anywhere.
        foreach (var (name, value) in new (string, object?)[] { ("unit", told.Unit), ("points", told.Points), ("metrics", told.Metrics), ("log", told.Log) })
        {
            if (value is null)
                faults.Add(new ParameterError(name, "has no value; leave it out"));
        }
        Throw(faults);
        if (told.Unit.Length is 0 or > LongestName)
            faults.Add(new ParameterError("unit", $"has {told.Unit.Length} characters; 1 to {LongestName} are allowed"));
        if (told.Attempt < 1)
            faults.Add(new ParameterError("attempt", $"{told.Attempt} is not at least 1"));
        if (told.Sequence < 0)
            faults.Add(new ParameterError("sequence", $"{told.Sequence} is not at least 0"));
        if (told.Step is { } step && !(step >= 0 && double.IsFinite(step)))
            faults.Add(new ParameterError("step", FormattableString.Invariant($"{step} is not a finite number from 0")));
        if (told.Steps < 0)
            faults.Add(new ParameterError("steps", $"{told.Steps} is not at least 0"));
        if (told.Points.Count > MostPoints)
            faults.Add(new ParameterError("points", $"are {told.Points.Count}; at most {MostPoints} are taken at once"));
        foreach (var (index, point) in told.Points.Take(MostPoints).Index())
        {
            if (point.Metric is not { Length: > 0 and <= LongestName })
                faults.Add(new ParameterError($"points[{index}].metric", $"has to be a name of 1 to {LongestName} characters"));
            if (point.Step < 0)
                faults.Add(new ParameterError($"points[{index}].step", $"{point.Step} is not at least 0"));
        }
        foreach (var name in told.Metrics.Keys.Where(name => name.Length is 0 or > LongestName))
            faults.Add(new ParameterError("metrics", $"has a name of {name.Length} characters; 1 to {LongestName} are allowed"));
        if (told.Error?.Length > LongestText)
            faults.Add(new ParameterError("error", $"has {told.Error.Length} characters; at most {LongestText} are taken"));
        if (told.Log.Any(line => line is null || line.Length > LongestText))
            faults.Add(new ParameterError("log", $"has a line without a value, or of more than {LongestText} characters"));
        Throw(faults);
    }

    private static void Throw(List<ParameterError> faults)
    {
        if (faults.Count > 0)
            throw new InvalidSpecException(faults);
    }
}
