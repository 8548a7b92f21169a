namespace ActorTraining.Training.Optimizers.Schedules;

/// <summary>The rate stays as it is, but for a warm-up.</summary>
public sealed record ConstantSchedule : ScheduleSpec
{
    private protected override double Formula(double rate, long done, long total) => rate;
}
