using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Optimizers.Schedules;

/// <summary>The rate is multiplied by a factor at every unit: rate · factor^t, as <c>ExponentialLR</c>.</summary>
/// <param name="Factor">The factor, in (0, 1].</param>
public sealed record ExponentialSchedule(double Factor) : ScheduleSpec
{
    /// <inheritdoc/>
    public override void Validate(string path, ICollection<ParameterError> errors)
    {
        base.Validate(path, errors);
        ValidateFactor(Factor, path, errors);
    }

    private protected override double Formula(double rate, long done, long total) => rate * Math.Pow(Factor, done);
}
