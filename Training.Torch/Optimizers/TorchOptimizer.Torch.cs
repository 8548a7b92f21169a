using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;
using TorchSharp;
using TorchSharp.Modules;
using OptimizerState = ActorTraining.Training.Optimizers.OptimizerState;

namespace ActorTraining.Training.Torch.Optimizers;

/// <summary>Moves parameters along the gradients of a backward pass, with tensors of TorchSharp, and remembers what that takes.</summary>
/// <remarks>Those of TorchSharp itself are not used for the reason that <see cref="HeldScalar"/> tells.</remarks>
internal abstract class TorchOptimizer : IDisposable
{
    private readonly IReadOnlyList<(string Name, Parameter Value)> _parameters;
    private readonly string[] _names;
    private readonly torch.Tensor[][] _running;
    private double _learningRate;

    /// <summary>Takes memory for running values, zero at first.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="names">The names of the running values of each parameter.</param>
    protected TorchOptimizer(IReadOnlyList<(string Name, Parameter Value)> parameters, double learningRate, params string[] names)
    {
        (_parameters, _learningRate, _names) = (parameters, learningRate, names);
        _running = [.. parameters.Select(parameter => names.Select(_ => torch.zeros_like(parameter.Value).DetachFromDisposeScope()).ToArray())];
    }

    /// <summary>The step size, finite and greater than 0.</summary>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = Optimizer.Checked(value);
    }

    /// <summary>The number of steps taken.</summary>
    public long Steps { get; private set; }

    /// <summary>The optimizer of a spec.</summary>
    /// <param name="spec">Which one.</param>
    /// <param name="parameters">What it moves.</param>
    public static TorchOptimizer Create(OptimizerSpec spec, IReadOnlyList<(string Name, Parameter Value)> parameters) => spec switch
    {
        SgdSpec { Momentum: 0 } sgd => new TorchDescent(sgd, parameters),
        SgdSpec sgd => new TorchMomentumDescent(sgd, parameters),
        AdamSpec adam => new TorchAdam(adam, parameters),
        _ => throw new NotSupportedException($"there is no TorchSharp optimizer for {spec.GetType().Name}"),
    };

    /// <summary>Takes a step, after a backward pass, and forgets its gradients.</summary>
    public void Step()
    {
        Steps++;
        using IDisposable still = torch.no_grad();
        BeginStep();
        for (int i = 0; i < _parameters.Count; i++)
        {
            Parameter parameter = _parameters[i].Value;
            if (parameter.grad is { } gradient)
                Update(parameter, gradient, _running[i]);
            parameter.grad = null;
        }
    }

    /// <summary>A copy of everything that is remembered.</summary>
    public OptimizerState GetState() => new(
        Steps,
        LearningRate,
        [.. _parameters.SelectMany((parameter, i) => _names.Select((name, j) => new NamedTensor($"{parameter.Name}.{name}", HostCopy.Of(_running[i][j], ShapeOf(i)))))]);

    /// <summary>Takes over what another optimizer of the same kind remembered, on whatever backend.</summary>
    /// <returns>How many tensors there were.</returns>
    /// <exception cref="StateMismatchException">The names or the shapes are not this optimizer's; nothing was changed.</exception>
    public int LoadState(OptimizerState state)
    {
        (string, Shape)[] expected = [.. _parameters.SelectMany((parameter, i) => _names.Select(name => ($"{parameter.Name}.{name}", ShapeOf(i))))];
        IReadOnlyList<Tensor<float>> tensors = StateMatch.Order(state.Tensors, expected, "the optimizer");
        LearningRate = state.LearningRate;
        Steps = state.Steps;
        for (int i = 0; i < tensors.Count; i++)
            HostCopy.Write(_running[i / _names.Length][i % _names.Length], tensors[i].Span);
        return tensors.Count;
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        foreach (torch.Tensor tensor in _running.SelectMany(tensors => tensors))
            tensor.Dispose();
    }

    /// <summary>Prepares the numbers of a step; <see cref="Steps"/> already counts it.</summary>
    protected abstract void BeginStep();

    /// <summary>Applies the formula to a parameter.</summary>
    protected abstract void Update(Parameter parameter, torch.Tensor gradient, torch.Tensor[] running);

    /// <summary>Replaces a number that is held.</summary>
    protected static void Hold(ref Scalar held, double value)
    {
        held.Dispose();
        held = value.ToScalar();
    }

    private Shape ShapeOf(int parameter) => Shape.Create([.. _parameters[parameter].Value.shape.Select(size => (int)size)]);
}
