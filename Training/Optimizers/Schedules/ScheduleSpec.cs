using System.Text.Json.Serialization;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Optimizers.Schedules;

/// <summary>How the learning rate changes during training: a formula of how far it is, so that a resumed trial needs no memory of it.</summary>
/// <remarks>The formulas are those of <c>torch.optim.lr_scheduler</c> in closed form, with t the units (epochs or steps) that are done.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ConstantSchedule), "constant")]
[JsonDerivedType(typeof(StepSchedule), "step")]
[JsonDerivedType(typeof(MultiStepSchedule), "multi-step")]
[JsonDerivedType(typeof(ExponentialSchedule), "exponential")]
[JsonDerivedType(typeof(CosineSchedule), "cosine")]
public abstract record ScheduleSpec
{
    /// <summary>The units at the beginning in which the rate rises in a straight line: (t + 1) / warmup of it; the formula's t begins behind them. 0 for none.</summary>
    public long Warmup { get; init; }

    /// <summary>Whether a unit is a step of the optimizer rather than an epoch.</summary>
    public bool PerStep { get; init; }

    /// <summary>The learning rate of a unit.</summary>
    /// <param name="rate">The optimizer's own learning rate.</param>
    /// <param name="done">The units that are done, at least 0.</param>
    /// <param name="total">The units of the whole training, at least 1.</param>
    /// <returns>A rate greater than 0: what a formula lets fall to nothing is the smallest number there is.</returns>
    public double Rate(double rate, long done, long total) =>
        Math.Max(double.Epsilon, done < Warmup ? rate * (done + 1) / Warmup : Formula(rate, done - Warmup, Math.Max(1, total - Warmup)));

    /// <summary>Adds to <paramref name="errors"/> everything that is wrong with the values, each with its path.</summary>
    /// <param name="path">Where the schedule stands, for example <c>spec.params.schedule</c>.</param>
    /// <param name="errors">Receives one entry per fault.</param>
    public virtual void Validate(string path, ICollection<ParameterError> errors)
    {
        if (Warmup < 0)
            errors.Add(new ParameterError($"{path}.warmup", $"{Warmup} is not at least 0"));
    }

    /// <summary>The rate behind the warm-up.</summary>
    private protected abstract double Formula(double rate, long done, long total);

    /// <summary>Adds an error where a factor is not in (0, 1].</summary>
    private protected static void ValidateFactor(double factor, string path, ICollection<ParameterError> errors)
    {
        if (!(factor > 0 && factor <= 1))
            errors.Add(new ParameterError($"{path}.factor", $"{factor} is not in (0, 1]"));
    }
}
