using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>Ends a trial that has come to a plateau: one that has not improved for a number of steps. With several goals none of them must have.</summary>
internal sealed class PatienceRule(SchedulerProblem problem) : StoppingRule(problem.Goals)
{
    private const int FirstStep = 1;
    private const int DefaultPatience = 5;

    public static SchedulerRule Description { get; } = new()
    {
        Name = "patience",
        Options = metric => new ObjectSchema
        {
            Summary = "Ends a trial that has not improved for some steps.",
            Properties =
            [
                SchedulerSettings.Metric(metric),
                SchedulerSettings.Min(FirstStep),
                new("patience", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(DefaultPatience), Summary = "How many steps a trial may go without an improvement." }),
                new("delta", new NumberSchema { Minimum = 0, Default = ParameterValue.Of(0), Summary = "How much better a value has to be to count as an improvement." }),
            ],
        },
        Create = problem => new PatienceRule(problem),
    };

    private readonly long _min = problem.Spec.Min ?? FirstStep;
    private readonly long _patience = problem.Spec.Patience ?? DefaultPatience;
    private readonly double _delta = problem.Spec.Delta ?? 0;
    private readonly Dictionary<int, Plateau> _plateaus = [];

    public override string? Observe(int trial, Measurement measurement)
    {
        if (!_plateaus.TryGetValue(trial, out var plateau))
        {
            // Before anything was measured there was nothing to be better than: the first value starts the wait.
            _plateaus[trial] = new Plateau(measurement.Step, measurement.Step, measurement.Losses);
            return null;
        }

        if (measurement.Step <= plateau.Last)
        {
            return null;
        }

        var improved = plateau.Best.Zip(measurement.Losses).Any(pair => pair.Second < pair.First - _delta || (double.IsPositiveInfinity(pair.First) && double.IsFinite(pair.Second)));
        plateau = improved
            ? new Plateau(measurement.Step, measurement.Step, [.. plateau.Best.Zip(measurement.Losses, (best, loss) => loss < best - _delta ? loss : best)])
            : plateau with { Last = measurement.Step };
        _plateaus[trial] = plateau;
        return measurement.Step < _min || measurement.IsLast || measurement.Step - plateau.Since < _patience
            ? null
            : $"patience: step {measurement.Step}, no better {string.Join(" or ", Goals.Select((goal, i) => $"{goal.Metric} than {goal.Show(plateau.Best[i])}"))} for {measurement.Step - plateau.Since} steps";
    }

    public override void End(int trial, TrialState state) => _plateaus.Remove(trial);

    // Since: where it last improved. Last: the last step it was measured at.
    private sealed record Plateau(long Since, long Last, IReadOnlyList<double> Best);
}
