using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Optimizers.Schedules;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>How parameters describe an optimizer, the schedule of its learning rate and a penalty on weights.</summary>
internal static class OptimizerSchema
{
    /// <summary>The schema of <c>optimizer</c>.</summary>
    public static UnionSchema Optimizer { get; } = new()
    {
        Required = true,
        Summary = "How the parameters follow their gradients.",
        Kinds =
        [
            new("sgd", Kind(
                "Stochastic gradient descent, as torch.optim.SGD.",
                new("lr", LearningRate with { Required = true }),
                new("momentum", Fraction("How much of the last step is kept.", 0)),
                new("weight_decay", WeightDecay(0)))),
            new("adam", Adam("Adam (D. P. Kingma, J. Ba, 2015), as torch.optim.Adam.", decay: 0)),
            new("adamw", Adam("Adam whose weight decay is no part of the gradient (I. Loshchilov, F. Hutter, 2019), as torch.optim.AdamW.", decay: 0.01)),
        ],
    };

    /// <summary>The schema of <c>schedule</c>.</summary>
    public static UnionSchema Schedule { get; } = new()
    {
        Default = ParameterValue.Of("constant"),
        Summary = "How the learning rate changes during training.",
        Kinds =
        [
            new("constant", Kind("It stays, but for the warm-up.", Timing)),
            new("step", Kind(
                "It is multiplied by a factor again and again.",
                [new("every", new IntegerSchema { Minimum = 1, Required = true, Summary = "The epochs or steps between two changes." }), new("factor", Factor(0.1)), .. Timing])),
            new("multi-step", Kind(
                "It is multiplied by a factor at given places.",
                [
                    new("at", new ListSchema { Required = true, MinLength = 1, Item = new IntegerSchema { Minimum = 1 }, Summary = "The epochs or steps after which it changes, ascending." }),
                    new("factor", Factor(0.1)),
                    .. Timing,
                ])),
            new("exponential", Kind("It is multiplied by a factor after every epoch or step.", [new("factor", Factor(null)), .. Timing])),
            new("cosine", Kind(
                "It falls along half a cosine, over the whole training.",
                [new("end", new NumberSchema { Minimum = 0, Default = ParameterValue.Of(0), Summary = "The learning rate at the end." }), .. Timing])),
        ],
    };

    /// <summary>The schema of <c>regularisation</c>.</summary>
    public static ObjectSchema Regularisation { get; } = new()
    {
        Default = ParameterValue.Of(new { }),
        Summary = "A penalty on large weights (not biases) that is added to the loss: l1 Σ |w| + l2 Σ w². The losses that are reported do not contain it.",
        Properties =
        [
            new("l1", new NumberSchema { Minimum = 0, Default = ParameterValue.Of(0), Summary = "The factor of the sum of magnitudes." }),
            new("l2", new NumberSchema { Minimum = 0, Default = ParameterValue.Of(0), Summary = "The factor of the sum of squares." }),
        ],
    };

    private static NumberSchema LearningRate => new() { ExclusiveMinimum = 0, Summary = "The learning rate." };

    private static IReadOnlyList<KeyValuePair<string, ParameterSchema>> Timing =>
    [
        new("per", new TextSchema { Choices = ["epoch", "step"], Default = ParameterValue.Of("epoch"), Summary = "Whether it changes after epochs or after steps." }),
        new("warmup", new IntegerSchema { Minimum = 0, Default = ParameterValue.Of(0), Summary = "The first epochs or steps, in which it rises in a straight line." }),
    ];

    /// <summary>The optimizer that parameters of this schema describe.</summary>
    public static OptimizerSpec ReadOptimizer(ParameterReader optimizer) => optimizer.Kind switch
    {
        "sgd" => new SgdSpec(optimizer.Double("lr")) { Momentum = optimizer.Double("momentum"), WeightDecay = optimizer.Double("weight_decay") },
        "adam" or "adamw" => new AdamSpec(optimizer.Double("lr"))
        {
            Beta1 = optimizer.Double("beta1"),
            Beta2 = optimizer.Double("beta2"),
            Epsilon = optimizer.Double("eps"),
            WeightDecay = optimizer.Double("weight_decay"),
            Decoupled = optimizer.Kind == "adamw",
        },
        _ => throw new InvalidOperationException($"The schema lets the optimizer '{optimizer.Kind}' pass, but nothing makes it."),
    };

    /// <summary>The schedule that parameters of this schema describe.</summary>
    public static ScheduleSpec ReadSchedule(ParameterReader schedule)
    {
        ScheduleSpec spec = schedule.Kind switch
        {
            "constant" => new ConstantSchedule(),
            "step" => new StepSchedule(schedule.Long("every"), schedule.Double("factor")),
            "multi-step" => new MultiStepSchedule([.. schedule.Ints("at")], schedule.Double("factor")),
            "exponential" => new ExponentialSchedule(schedule.Double("factor")),
            "cosine" => new CosineSchedule(schedule.Double("end")),
            _ => throw new InvalidOperationException($"The schema lets the schedule '{schedule.Kind}' pass, but nothing makes it."),
        };
        return spec with { Warmup = schedule.Long("warmup"), PerStep = schedule.Text("per") == "step" };
    }

    /// <summary>The penalty that parameters of this schema describe.</summary>
    public static Regularisation ReadRegularisation(ParameterReader penalty) => new(penalty.Double("l1"), penalty.Double("l2"));

    private static ObjectSchema Adam(string summary, double decay) => Kind(
        summary,
        new("lr", LearningRate with { Default = ParameterValue.Of(0.001) }),
        new("beta1", Fraction("The decay of the mean of the gradients.", 0.9)),
        new("beta2", Fraction("The decay of the mean of their squares.", 0.999)),
        new("eps", new NumberSchema { ExclusiveMinimum = 0, Default = ParameterValue.Of(1e-8), Summary = "Added to the root of the squares." }),
        new("weight_decay", WeightDecay(decay)));

    private static NumberSchema WeightDecay(double value) =>
        new() { Minimum = 0, Default = ParameterValue.Of(value), Summary = "How much of each parameter is taken off it, times the learning rate." };

    private static NumberSchema Factor(double? value) => new()
    {
        ExclusiveMinimum = 0,
        Maximum = 1,
        Required = value is null,
        Default = value is { } given ? ParameterValue.Of(given) : null,
        Summary = "The factor.",
    };

    private static NumberSchema Fraction(string summary, double value) =>
        new() { Minimum = 0, ExclusiveMaximum = 1, Default = ParameterValue.Of(value), Summary = summary };

    private static ObjectSchema Kind(string summary, params IReadOnlyList<KeyValuePair<string, ParameterSchema>> properties) =>
        new() { Summary = summary, Properties = properties };
}
