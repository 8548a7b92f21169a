using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>Ends a trial whose best value so far is worse than the median of the running averages of the completed trials at the same step.</summary>
/// <remarks>D. Golovin et al., Google Vizier: A Service for Black-Box Optimization, KDD 2017. With several goals a trial ends only where each of them says so.</remarks>
internal sealed class MedianRule(SchedulerProblem problem) : StoppingRule(problem.Goals)
{
    private const int FirstStep = 1;
    private const int FewestTrials = 5;

    public static SchedulerRule Description { get; } = new()
    {
        Name = "median",
        Options = metric => new ObjectSchema
        {
            Summary = "Ends a trial whose best value is worse than the median of the running averages of the completed trials at that step.",
            Properties =
            [
                SchedulerSettings.Metric(metric),
                SchedulerSettings.Min(FirstStep),
                new("trials", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(FewestTrials), Summary = "How many trials have to be completed before any is ended." }),
            ],
        },
        Create = problem => new MedianRule(problem),
    };

    private readonly long _min = problem.Spec.Min ?? FirstStep;
    private readonly int _trials = problem.Spec.Trials ?? FewestTrials;
    private readonly Dictionary<int, RunningCurve> _curves = [];
    private readonly SortedSet<int> _completed = [];

    public override string? Observe(int trial, Measurement measurement)
    {
        if (!_curves.TryGetValue(trial, out var curve))
        {
            _curves[trial] = curve = new RunningCurve(Goals.Count);
        }

        if (!curve.Add(measurement) || measurement.Step < _min || measurement.IsLast)
        {
            return null;
        }

        var others = _completed.Where(other => other != trial).Select(other => _curves.GetValueOrDefault(other)?.MeanUntil(measurement.Step)).OfType<double[]>().ToList();
        if (others.Count < _trials)
        {
            return null;
        }

        var reasons = new List<string>();
        for (var i = 0; i < Goals.Count; i++)
        {
            var median = Median([.. others.Select(means => means[i])]);
            if (!(curve.Best[i] > median))
            {
                return null;
            }

            reasons.Add($"{Goals[i].Metric} {Goals[i].Show(curve.Best[i])} is worse than the median {Goals[i].Show(median)}");
        }

        return $"median: step {measurement.Step}, {string.Join(" and ", reasons)} of {others.Count} trials";
    }

    public override void End(int trial, TrialState state)
    {
        if (state == TrialState.Completed)
        {
            _completed.Add(trial);
        }
        else
        {
            _curves.Remove(trial);
        }
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;

        // Two infinities of the same sign have no mean, but are their own median.
        return values.Length % 2 == 1 || values[middle - 1] == values[middle] ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
