using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Optimizers.Schedules;

/// <summary>The rate is multiplied by a factor again and again: rate · factor^⌊t / every⌋, as <c>StepLR</c>.</summary>
/// <param name="Every">The units between two changes, at least 1.</param>
/// <param name="Factor">The factor, in (0, 1].</param>
public sealed record StepSchedule(long Every, double Factor = 0.1) : ScheduleSpec
{
    /// <inheritdoc/>
    public override void Validate(string path, ICollection<ParameterError> errors)
    {
        base.Validate(path, errors);
        ValidateFactor(Factor, path, errors);
        if (Every < 1)
            errors.Add(new ParameterError($"{path}.every", $"{Every} is not at least 1"));
    }

    private protected override double Formula(double rate, long done, long total) => rate * Math.Pow(Factor, done / Every);
}
