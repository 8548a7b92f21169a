using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Optimizers.Schedules;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>What the job <c>classifier</c> reports.</summary>
internal static class ClassifierMetrics
{
    private const string BatchLoss = "batch.loss";
    private const string BatchAccuracy = "batch.accuracy";
    private const string TrainLoss = "train.loss";
    private const string TrainAccuracy = "train.accuracy";
    private const string TrainPenalty = "train.penalty";
    private const string ValidationLoss = "validation.loss";
    private const string ValidationAccuracy = "validation.accuracy";
    private const string TestLoss = "test.loss";
    private const string TestAccuracy = "test.accuracy";
    private const string Rate = "lr";
    private const string KeptEpoch = "kept.epoch";
    private const string KeptValidationAccuracy = "kept.validation_accuracy";
    private const string KeptTestAccuracy = "kept.test_accuracy";
    private const string Parameters = "parameters";

    /// <summary>All that the job may report; which of them it does, its parameters decide.</summary>
    public static IReadOnlyList<MetricDescription> All { get; } =
    [
        new(TrainLoss, "nats", "Mean cross-entropy over all training images after the epoch (report.train: during its steps), without the penalty", HigherIsBetter: false),
        new(TrainAccuracy, "1", "Fraction of all training images that are told right after the epoch (report.train: during its steps)", HigherIsBetter: true),
        new(ValidationLoss, "nats", "Mean cross-entropy over the validation images (those of the data set, or data.validation) after the epoch", HigherIsBetter: false),
        new(ValidationAccuracy, "1", "Fraction of the validation images (those of the data set, or data.validation) that are told right after the epoch", HigherIsBetter: true),
        new(TestLoss, "nats", "Mean cross-entropy over the test images after the epoch", HigherIsBetter: false),
        new(TestAccuracy, "1", "Fraction of the test images that are told right after the epoch", HigherIsBetter: true),
        new(BatchLoss, "nats", "Mean cross-entropy over the batch of an iteration (report.every), before its step", HigherIsBetter: false),
        new(BatchAccuracy, "1", "Fraction of the batch of an iteration (report.every) that is told right, before its step", HigherIsBetter: true),
        new(TrainPenalty, "nats", "The penalty on weights (regularisation), which training adds to the loss", HigherIsBetter: null),
        new(Rate, "1", "The learning rate of the last step, where a schedule or a person changes it", HigherIsBetter: null),
        new(KeptEpoch, "1", "The epoch with the best validation accuracy so far (keep: best)", HigherIsBetter: null),
        new(KeptValidationAccuracy, "1", "The validation accuracy of that epoch (keep: best)", HigherIsBetter: true),
        new(KeptTestAccuracy, "1", "The test accuracy of that epoch (keep: best), which nothing was chosen by", HigherIsBetter: true),
        new(Parameters, "1", "The number of trained values", HigherIsBetter: false),
    ];

    /// <summary>The metrics of a step.</summary>
    public static Dictionary<string, double> OfStep(in StepMetrics step) =>
        new() { [BatchLoss] = step.Loss, [BatchAccuracy] = step.Accuracy };

    /// <summary>The metrics of an epoch.</summary>
    public static Dictionary<string, double> OfEpoch(
        Evaluation train, Evaluation? validation, Evaluation test, IModel model, ClassifierParameters parameters, KeptEpoch? kept)
    {
        var metrics = new Dictionary<string, double>
        {
            [TrainLoss] = train.Loss,
            [TrainAccuracy] = train.Accuracy,
            [TestLoss] = test.Loss,
            [TestAccuracy] = test.Accuracy,
        };
        if (parameters.Schedule != new ConstantSchedule() || model.LearningRate != parameters.Training.Optimizer.LearningRate)
        {
            metrics[Rate] = model.LearningRate;
        }

        if (validation is { } held)
        {
            (metrics[ValidationLoss], metrics[ValidationAccuracy]) = (held.Loss, held.Accuracy);
        }

        if (parameters.Training.Regularisation != Regularisation.None)
        {
            metrics[TrainPenalty] = model.Penalty;
        }

        if (kept is not null)
        {
            (metrics[KeptEpoch], metrics[KeptValidationAccuracy], metrics[KeptTestAccuracy]) = (kept.Epoch, kept.ValidationAccuracy, kept.TestAccuracy);
        }

        return metrics;
    }

    /// <summary>Adds what is known from the beginning and reported once.</summary>
    public static void AddSize(Dictionary<string, double> metrics, IModel model) => metrics[Parameters] = model.Spec.ParameterCount();
}
