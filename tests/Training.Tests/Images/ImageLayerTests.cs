using System.Numerics;
using ActorTraining.Training.Gradients;
using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Images;

public class ImageLayerTests
{
    /// <summary>Layers with the shapes of their samples: odd sizes, strides, dilations and paddings, also different ones on the two axes.</summary>
    private static readonly (Shape Input, LayerSpec Layer)[] Layers =
    [
        ([2, 5, 4], new Conv2dSpec(3, 3)),
        ([1, 6, 7], new Conv2dSpec(2, 3) { Stride = 2, Padding = 1 }),
        ([2, 7, 7], new Conv2dSpec(2, 3) { Dilation = 2, Padding = 2, Bias = false }),
        ([2, 6, 9], new Conv2dSpec(2, new AxisPair(2, 3)) { Stride = new AxisPair(1, 3), Padding = new AxisPair(0, 2), Dilation = new AxisPair(3, 1) }),
        ([2, 7, 5], new MaxPool2dSpec(2)),
        ([1, 7, 6], new MaxPool2dSpec(3) { Stride = 2, Padding = 1 }),
        ([2, 5, 7], new AdaptiveAveragePool2dSpec(new AxisPair(2, 3))),
        ([3, 3, 2], new BatchNorm2dSpec()),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Layers.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Gradients_hold_in_double_precision(int index) => CheckGradients<double>(index, 1e-6);

    [Theory]
    [MemberData(nameof(Indices))]
    public void Gradients_hold_in_single_precision(int index) => CheckGradients<float>(index, 1e-2);

    [Fact]
    public void The_convolution_is_the_naive_one_for_many_shapes()
    {
        foreach (int seed in Enumerable.Range(0, 40))
        {
            var random = new System.Random(seed);
            int Draw(int least, int most) => random.Next(least, most + 1);
            var naive = new NaiveConvolution(Draw(1, 7), Draw(1, 15), Draw(7, 20), Draw(7, 70), Draw(1, 3), Draw(1, 4), Draw(1, 3), Draw(0, 2), Draw(1, 2));
            var spec = new ModelSpec([naive.Inputs, naive.Height, naive.Width],
                [new Conv2dSpec(naive.Outputs, new AxisPair(naive.KernelY, naive.KernelX)) { Stride = naive.Stride, Padding = naive.Padding, Dilation = naive.Dilation }]);
            float[] x = Numbers.Draw(2 * spec.InputShape.Length, seed);
            float[][] outputs = [.. KernelSet.Supported.Select(set => Predict(set, spec, x, out _))];
            Predict(KernelSet.Best.InstructionSet, spec, x, out IReadOnlyList<NamedTensor> state);

            Numbers.AssertClose(naive.Forward(2, x, state[0].Value.Span.ToArray(), state[1].Value.Span.ToArray()), outputs[0], 1e-5f, 1e-6f);
            foreach (float[] output in outputs)
                Assert.Equal(outputs[0], output);
        }
    }

    [Fact]
    public void A_step_of_training_is_that_of_the_unfused_layers_for_many_shapes()
    {
        foreach (int seed in Enumerable.Range(0, 12))
        {
            ModelSpec spec = RandomNetwork(seed);
            const int Rows = 4;
            float[] x = Numbers.Draw(Rows * spec.InputShape.Length, seed);
            int[] labels = Numbers.Labels(Rows, 3, seed);
            foreach (InstructionSet set in KernelSet.Supported)
            {
                using IModel model = Build(set, spec, Rows);
                Sequential<double> reference = ReferenceNetwork.Create<double>(spec, model.GetState());
                for (int step = 0; step < 2; step++)
                {
                    double loss = model.TrainStep(x, labels).Loss;
                    var input = new Tensor<double>([Rows, .. spec.InputShape.AsSpan()], [.. x.Select(value => (double)value)]);
                    Tensor<double> logits = reference.Forward(input);
                    Assert.Equal(SoftmaxCrossEntropy.Forward(logits, labels), loss, 1e-4);
                    reference.Backward(SoftmaxCrossEntropy.Backward(logits, labels));
                    foreach (Parameter<double> parameter in reference.Parameters)
                    {
                        for (int i = 0; i < parameter.Value.Length; i++)
                            parameter.Value[i] -= 0.1 * parameter.Gradient[i];
                    }
                }

                foreach ((NamedTensor found, Tensor<double> expected) in model.GetState().Zip(StateOf(reference)))
                {
                    if (found.Value.Shape.Rank != 2)
                        Numbers.AssertClose([.. expected.Span.ToArray().Select(value => (float)value)], found.Value.Span, 1e-3f, 1e-4f);
                }
            }
        }
    }

    [Fact]
    public void Neither_a_step_nor_an_evaluation_allocates()
    {
        ModelSpec spec = RandomNetwork(1);
        using IModel model = Build(KernelSet.Best.InstructionSet, spec, 4);
        float[] x = Numbers.Draw(4 * spec.InputShape.Length, 1);
        int[] labels = Numbers.Labels(4, 3, 1);
        Use();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Use();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Use()
        {
            for (int i = 0; i < 3; i++)
            {
                model.TrainStep(x, labels);
                model.Evaluate(x, labels);
            }
        }
    }

    /// <summary>Convolutions of all kinds, behind each other and behind the input, so that every gradient is needed.</summary>
    private static ModelSpec RandomNetwork(int seed)
    {
        var random = new System.Random(seed);
        AxisPair Pair(int least, int most) => new(random.Next(least, most + 1), random.Next(least, most + 1));
        return new ModelSpec([random.Next(1, 4), random.Next(14, 19), random.Next(14, 40)],
        [
            new Conv2dSpec(random.Next(2, 9), Pair(1, 3)) { Padding = Pair(0, 1), Dilation = Pair(1, 2), Stride = Pair(1, 2) },
            new BatchNorm2dSpec(), new TanhSpec(),
            new Conv2dSpec(random.Next(2, 9), Pair(1, 3)) { Padding = Pair(0, 2), Dilation = Pair(1, 2), Stride = Pair(1, 3), Bias = seed % 2 == 0 },
            new SigmoidSpec(), new AdaptiveAveragePool2dSpec(Pair(1, 3)), new FlattenSpec(), new LinearSpec(3),
        ]);
    }

    private static IEnumerable<Tensor<double>> StateOf(Sequential<double> network) =>
        network.Layers.SelectMany(layer => layer.Parameters.Select(p => p.Value).Concat(layer.Buffers.Select(b => b.Value)));

    private static void CheckGradients<T>(int index, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        (Shape shape, LayerSpec spec) = Layers[index];
        Layer<T> layer = spec.CreateReference<T>(shape);
        foreach (Parameter<T> parameter in layer.Parameters)
            Numbers.Tensor<T>(parameter.Value.Shape, 1).Span.CopyTo(parameter.Value.Span);
        // The values of any three by three neighbours are 0.16 apart: no step of the check changes which is the largest of a window.
        Tensor<T> input = Numbers.Tensor<T>([3, .. shape.AsSpan()], 2, -0.02, 0.02);
        for (int i = 0; i < input.Length; i++)
            input[i] += T.CreateChecked(0.2 * ((i / shape[2] % shape[1] % 3 * 3 + i % shape[2] % 3) * 4 % 9 - 4));

        foreach (GradientError error in GradientCheck.Layer(layer, input, seed: 3))
            Assert.True(error.Error < tolerance, $"{spec} {error.Name}: {error.Error:E2}");
    }

    private static float[] Predict(InstructionSet set, ModelSpec spec, float[] x, out IReadOnlyList<NamedTensor> state)
    {
        using IModel model = Build(set, spec, 2, LossKind.L2);
        state = model.GetState();
        float[] outputs = new float[2 * spec.OutputShape().Length];
        model.Predict(x, outputs);
        return outputs;
    }

    private static IModel Build(InstructionSet set, ModelSpec spec, int batch, LossKind loss = LossKind.CrossEntropy) =>
        new ManagedBackend(set).Build(spec, new TrainingSpec(new SgdSpec(0.1), loss, batch), Numbers.Source(1));
}
