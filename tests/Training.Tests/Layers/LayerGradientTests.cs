using System.Numerics;
using ActorTraining.Training.Gradients;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Layers;

/// <summary>Every layer against central differences: below 1e-6 in double precision and 1e-2 in single.</summary>
public class LayerGradientTests
{
    private const double DoubleTolerance = 1e-6, SingleTolerance = 1e-2;

    public static TheoryData<string> Names => ["linear", "linear without bias", "sigmoid", "tanh", "relu", "leaky-relu", "softmax", "log-softmax", "batch-norm", "batch-norm without weights", "dropout", "flatten", "sequential"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_hold_in_double_precision(string name) => Check<double>(name, DoubleTolerance);

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_hold_in_single_precision(string name) => Check<float>(name, SingleTolerance);

    private static void Check<T>(string name, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach ((int rows, int columns) in new[] { (1, 1), (2, 7), (5, 6) })
        {
            if (rows < 2 && name.StartsWith("batch-norm", StringComparison.Ordinal))
                continue;
            Layer<T> layer = Create<T>(name, columns);
            foreach (Parameter<T> parameter in layer.Parameters)
                Numbers.Tensor<T>(parameter.Value.Shape, 1).Span.CopyTo(parameter.Value.Span);

            IReadOnlyList<GradientError> errors = GradientCheck.Layer(layer, AwayFromKinks<T>(rows, columns), seed: 3);

            Assert.Equal(1 + layer.Parameters.Count, errors.Count);
            Assert.All(errors, error => Assert.True(error.Error < tolerance, $"{name} [{rows}, {columns}] {error.Name}: {error.Error:E2}"));
        }
    }

    private static Layer<T> Create<T>(string name, int columns) where T : unmanaged, IFloatingPointIeee754<T> => name switch
    {
        "linear" => new Linear<T>(columns, 4),
        "linear without bias" => new Linear<T>(columns, 3, bias: false),
        "sigmoid" => new Sigmoid<T>(),
        "tanh" => new Tanh<T>(),
        "relu" => new ReLU<T>(),
        "leaky-relu" => new LeakyReLU<T>(T.CreateChecked(0.2)),
        "softmax" => new Softmax<T>(),
        "log-softmax" => new LogSoftmax<T>(),
        "batch-norm" => new BatchNorm1d<T>(columns, T.CreateChecked(0.1), T.CreateChecked(0.1)),
        "batch-norm without weights" => new BatchNorm1d<T>(columns, T.CreateChecked(0.1), T.CreateChecked(0.1), affine: false),
        "dropout" => new SameMask<T>(),
        "flatten" => new Flatten<T>(),
        _ => new Sequential<T>([new Linear<T>(columns, 4), new Tanh<T>(), new Linear<T>(4, 3), new Softmax<T>()]),
    };

    /// <summary>Values in [-1, -0.1] and [0.1, 1]: further from zero than the step of the check, where a rectifier has its kink.</summary>
    private static Tensor<T> AwayFromKinks<T>(int rows, int columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> input = Numbers.Tensor<T>([rows, columns], 2, 0.1, 1);
        for (int i = 0; i < input.Length; i += 2)
            input[i] = -input[i];
        return input;
    }

    /// <summary>A dropout that draws the same mask every time, since a difference needs the same function on both sides.</summary>
    private sealed class SameMask<T> : Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Dropout<T> _dropout = new(0.4, seed: 3);

        public override Tensor<T> Forward(Tensor<T> input, Mode mode = Mode.Train)
        {
            _dropout.Restart();
            return _dropout.Forward(input, mode);
        }

        public override Tensor<T> Backward(Tensor<T> outputGradient) => _dropout.Backward(outputGradient);
    }
}
