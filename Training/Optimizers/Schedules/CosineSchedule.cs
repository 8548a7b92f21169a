using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Optimizers.Schedules;

/// <summary>The rate falls from its full height to its end along half a cosine: end + (rate - end) (1 + cos(π t / total)) / 2, as <c>CosineAnnealingLR</c>.</summary>
/// <param name="End">The rate at the end of the training, at least 0.</param>
/// <remarks>Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017, equation 5, without restarts.</remarks>
public sealed record CosineSchedule(double End = 0) : ScheduleSpec
{
    /// <inheritdoc/>
    public override void Validate(string path, ICollection<ParameterError> errors)
    {
        base.Validate(path, errors);
        if (!double.IsFinite(End) || End < 0)
            errors.Add(new ParameterError($"{path}.end", $"{End} is not a finite number of at least 0"));
    }

    private protected override double Formula(double rate, long done, long total) =>
        End + ((rate - End) * (1 + Math.Cos(Math.PI * Math.Min(done, total) / total)) / 2);
}
