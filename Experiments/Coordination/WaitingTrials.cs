namespace ActorTraining.Experiments.Coordination;

/// <summary>The queue of an experiment: by number, those that wait for their retry passed over until they are due.</summary>
internal sealed class WaitingTrials
{
    private readonly SortedSet<int> _numbers;
    private readonly Dictionary<int, TimeSpan> _due = [];

    public WaitingTrials(IEnumerable<int> numbers) => _numbers = [.. numbers];

    public int Count => _numbers.Count;

    public void Add(int number, TimeSpan? due)
    {
        _numbers.Add(number);
        if (due is { } time)
        {
            _due[number] = time;
        }
    }

    public void Remove(int number)
    {
        _numbers.Remove(number);
        _due.Remove(number);
    }

    /// <summary>How many may start now.</summary>
    public long Due(TimeSpan now) => _numbers.Count - _due.Count(trial => trial.Value > now);

    /// <summary>The first that may start now; null when there is none.</summary>
    public int? FirstDue(TimeSpan now)
    {
        foreach (var number in _numbers)
        {
            if (!_due.TryGetValue(number, out var due) || due <= now)
            {
                return number;
            }
        }

        return null;
    }
}
