using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Optimizers.Schedules;

/// <summary>The rate is multiplied by a factor at given places: rate · factor^(places reached), as <c>MultiStepLR</c>.</summary>
/// <param name="At">The units after which the rate changes, each at least 1 and greater than the one before.</param>
/// <param name="Factor">The factor, in (0, 1].</param>
public sealed record MultiStepSchedule(IReadOnlyList<long> At, double Factor = 0.1) : ScheduleSpec
{
    /// <inheritdoc/>
    public override void Validate(string path, ICollection<ParameterError> errors)
    {
        base.Validate(path, errors);
        ValidateFactor(Factor, path, errors);
        for (int i = 0; i < At.Count; i++)
        {
            long least = i == 0 ? 1 : At[i - 1] + 1;
            if (At[i] < least)
                errors.Add(new ParameterError($"{path}.at[{i}]", $"{At[i]} is not at least {least}"));
        }
    }

    private protected override double Formula(double rate, long done, long total)
    {
        int reached = 0;
        while (reached < At.Count && done >= At[reached])
            reached++;
        return rate * Math.Pow(Factor, reached);
    }
}
