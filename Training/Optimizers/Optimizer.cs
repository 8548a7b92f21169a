using ActorTraining.Training.Kernels;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Optimizers;

/// <summary>Moves parameters along their gradients and remembers what that takes.</summary>
internal abstract class Optimizer
{
    private readonly Slot[] _slots;
    private double _learningRate;

    /// <summary>Lays out one matrix of running values per parameter and name.</summary>
    protected Optimizer(IReadOnlyList<TrainableMatrix> parameters, double learningRate, params ReadOnlySpan<string> names)
    {
        Parameters = parameters;
        _learningRate = learningRate;
        var slots = new List<Slot>();
        foreach (TrainableMatrix parameter in parameters)
        {
            foreach (string name in names)
                slots.Add(new Slot($"{parameter.Name}.{name}", parameter, parameter.CreateLike()));
        }

        _slots = [.. slots];
    }

    /// <summary>The step size, finite and greater than 0.</summary>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = Checked(value);
    }

    /// <summary>How a backward pass may update on the spot; null when gradients must be kept for <see cref="Step"/>.</summary>
    public virtual Descent? Descent => null;

    /// <summary>The number of steps taken.</summary>
    public long Steps { get; private set; }

    protected IReadOnlyList<TrainableMatrix> Parameters { get; }

    /// <param name="spec">Which optimizer.</param>
    /// <param name="parameters">What it moves.</param>
    /// <param name="kernels">The instruction set.</param>
    /// <param name="fused">Whether the backward pass may do the update where that is possible: nothing changes the gradients in between.</param>
    public static Optimizer Create(OptimizerSpec spec, IReadOnlyList<TrainableMatrix> parameters, KernelSet kernels, bool fused) => spec switch
    {
        SgdSpec { Momentum: 0 } sgd => new GradientDescent(sgd, parameters, kernels, fused),
        SgdSpec sgd => new MomentumDescent(sgd, parameters, kernels),
        AdamSpec adam => new Adam(adam, parameters, kernels),
        _ => throw new NotSupportedException($"there is no managed optimizer for {spec.GetType().Name}"),
    };

    /// <summary>A step size that can be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite, or not greater than 0.</exception>
    public static double Checked(double value) => double.IsFinite(value) && value > 0
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), $"the learning rate {value} is not a finite number greater than 0");

    /// <summary>Takes a step, after a backward pass.</summary>
    public void Step()
    {
        Steps++;
        Update();
    }

    /// <summary>A copy of everything that is remembered.</summary>
    public OptimizerState GetState() =>
        new(Steps, LearningRate, [.. _slots.Select(slot => new NamedTensor(slot.Name, slot.Parameter.Export(slot.Matrix)))]);

    /// <summary>Takes over what another optimizer of the same kind remembered.</summary>
    public void LoadState(OptimizerState state)
    {
        IReadOnlyList<Tensor<float>> tensors = StateMatch.Order(
            state.Tensors, [.. _slots.Select(slot => (slot.Name, slot.Parameter.Shape))], "the optimizer");
        LearningRate = state.LearningRate;
        Steps = state.Steps;
        for (int i = 0; i < _slots.Length; i++)
            _slots[i].Parameter.Import(tensors[i], _slots[i].Matrix);
    }

    /// <summary>Applies the formula to every parameter; <see cref="Steps"/> already counts this step.</summary>
    protected abstract void Update();

    /// <summary>The running values of a parameter under the n-th name.</summary>
    protected PaddedMatrix Running(int parameter, int name) => _slots[parameter * (_slots.Length / Parameters.Count) + name].Matrix;

    private sealed record Slot(string Name, TrainableMatrix Parameter, PaddedMatrix Matrix);
}
