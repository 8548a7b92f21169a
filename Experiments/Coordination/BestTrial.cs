using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Coordination;

/// <summary>Keeps the best trial while objectives change.</summary>
internal sealed class BestTrial(Objective objective)
{
    private readonly Dictionary<int, double> _values = [];

    /// <summary>The best trial's number; null before the first value. The older one wins a tie.</summary>
    public int? Number { get; private set; }

    /// <summary>Its objective.</summary>
    public double? Value => Number is { } number ? _values[number] : null;

    /// <summary>Takes note of a trial's objective; null, or what is no finite number, takes it out of the contest.</summary>
    public void Observe(int number, double? value)
    {
        var had = _values.TryGetValue(number, out var before);
        if (value is not { } now || !double.IsFinite(now))
        {
            if (had)
            {
                _values.Remove(number);
            }
        }
        else
        {
            _values[number] = now;
            if (number != Number && (Value is not { } best || IsAhead(number, now, Number!.Value, best)))
            {
                Number = number;
                return;
            }
        }

        // Only when the leader itself fell back can anyone else have come to the top.
        if (number == Number && (!_values.TryGetValue(number, out var after) || objective.IsBetter(before, after)))
        {
            Number = null;
            foreach (var (candidate, candidateValue) in _values)
            {
                if (Number is not { } leader || IsAhead(candidate, candidateValue, leader, _values[leader]))
                {
                    Number = candidate;
                }
            }
        }
    }

    private bool IsAhead(int a, double valueA, int b, double valueB) => objective.IsBetter(valueA, valueB) || (valueA == valueB && a < b);
}
