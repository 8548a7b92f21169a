using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>Ends a trial that is worse than a given value at or behind a given step; also one whose value is no number there.</summary>
internal sealed class ThresholdRule(SchedulerProblem problem) : StoppingRule(problem.Goals)
{
    private const int FirstStep = 1;

    public static SchedulerRule Description { get; } = new()
    {
        Name = "threshold",
        Options = metric => new ObjectSchema
        {
            Summary = "Ends a trial that is worse than a given value.",
            Properties =
            [
                SchedulerSettings.Metric(metric),
                SchedulerSettings.Min(FirstStep),
                new("value", new NumberSchema { Required = true, Summary = "The worst value that may go on." }),
            ],
        },
        Create = problem => new ThresholdRule(problem),
    };

    private readonly long _min = problem.Spec.Min ?? FirstStep;
    private readonly double _most = problem.Goals[0].Loss(problem.Spec.Value ?? throw new InvalidSpecException([new ParameterError($"{SpecPath.Scheduler}.value", "is missing")]));

    public override string? Observe(int trial, Measurement measurement) =>
        measurement.Step >= _min && !measurement.IsLast && measurement.Losses[0] > _most
            ? $"threshold: step {measurement.Step}, {Goals[0].Metric} {Goals[0].Show(measurement.Losses[0])} is worse than {Goals[0].Show(_most)}"
            : null;
}
