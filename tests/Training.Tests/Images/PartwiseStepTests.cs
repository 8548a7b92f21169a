using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Images;

/// <summary>A convolution alone with a squared error goes through its batch part by part.</summary>
public class PartwiseStepTests
{
    private const double Rate = 0.5;

    private static readonly ModelSpec[] Networks =
    [
        new([3, 32, 32], [new Conv2dSpec(20, 5)]),
        new([2, 9, 11], [new Conv2dSpec(3, 3) { Padding = 1, Stride = 2 }, new TanhSpec()]),
        new([1, 40, 33], [new Conv2dSpec(4, 3) { Dilation = 2, Bias = false }]),
    ];

    public static TheoryData<int, int, bool> Cases => new MatrixTheoryData<int, int, bool>(Enumerable.Range(0, Networks.Length), [1, 4, 11], [false, true]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_step_is_that_of_the_unfused_layers_on_the_whole_batch(int index, int rows, bool momentum)
    {
        ModelSpec spec = Networks[index];
        foreach (InstructionSet set in KernelSet.Supported)
        {
            // With momentum the gradients are left to the optimizer, whose first steps these are: v = g, then 0.9 v + g.
            using IModel model = new ManagedBackend(set).Build(spec, new TrainingSpec(new SgdSpec(Rate) { Momentum = momentum ? 0.9 : 0 }, LossKind.L2, 11), Numbers.Source(1));
            Sequential<double> reference = ReferenceNetwork.Create<double>(spec, model.GetState());
            double[][] velocity = [.. reference.Parameters.Select(parameter => new double[parameter.Value.Length])];
            for (int step = 0; step < 2; step++)
            {
                float[] x = Numbers.Draw(rows * spec.InputShape.Length, step), t = Numbers.Draw(rows * spec.OutputShape().Length, step + 10);
                double loss = model.TrainStep(x, t);
                Tensor<double> output = reference.Forward(Doubles(rows, spec.InputShape, x)), target = Doubles(rows, spec.OutputShape(), t);
                Assert.Equal(SquaredError.Forward(output, target), loss, 1e-5);
                reference.Backward(SquaredError.Backward(output, target));
                foreach ((Parameter<double> parameter, double[] v) in reference.Parameters.Zip(velocity))
                {
                    for (int i = 0; i < v.Length; i++)
                    {
                        v[i] = (momentum ? 0.9 * v[i] : 0) + parameter.Gradient[i];
                        parameter.Value[i] -= Rate * v[i];
                    }
                }
            }

            foreach ((NamedTensor found, Parameter<double> expected) in model.GetState().Zip(reference.Parameters))
                Numbers.AssertClose([.. expected.Value.Span.ToArray().Select(value => (float)value)], found.Value.Span, 1e-4f, 1e-5f);
        }
    }

    private static Tensor<double> Doubles(int rows, Shape shape, float[] values) => new([rows, .. shape.AsSpan()], [.. values.Select(value => (double)value)]);
}
