using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Models;

public class ManagedModelTests
{
    private const int Batch = 32;

    private static readonly ModelSpec Network = new([50],
    [
        new TanhSpec(), new LinearSpec(37), new LeakyReLUSpec(0.1), new LinearSpec(70), new SigmoidSpec(),
        new LinearSpec(20), new SoftmaxSpec(), new LinearSpec(9) { Bias = false }, new ReLUSpec(), new LinearSpec(10),
    ]);

    [Theory]
    [MemberData(nameof(Instructions.All), MemberType = typeof(Instructions))]
    public void A_fused_step_is_the_step_of_the_unfused_layers(InstructionSet set)
    {
        using IModel model = Build(Network, LossKind.CrossEntropy, new SgdSpec(0.5) { WeightDecay = 0.01 }, set);
        Sequential<float> reference = ReferenceNetwork.Create<float>(Network, model.GetState());
        foreach (int rows in new[] { Batch, Batch, 5, 1 })
        {
            (float[] x, int[] y) = Samples(rows);
            StepResult step = model.TrainStep(x, y);

            Tensor<float> logits = reference.Forward(new Tensor<float>([rows, 50], x));
            Assert.Equal(SoftmaxCrossEntropy.Forward(logits, y), step.Loss, 1e-5);
            reference.Backward(SoftmaxCrossEntropy.Backward(logits, y));
            foreach (Parameter<float> parameter in reference.Parameters)
            {
                for (int i = 0; i < parameter.Value.Length; i++)
                    parameter.Value[i] -= 0.5f * (parameter.Gradient[i] + 0.01f * parameter.Value[i]);
            }
        }

        foreach ((NamedTensor found, Parameter<float> expected) in MatrixState.FromModules(model.GetState()).Zip(reference.Parameters))
            Numbers.AssertClose(expected.Value.Span, found.Value.Span, 1e-5f, 1e-6f);
    }

    [Theory]
    [InlineData(LossKind.BinaryCrossEntropy)]
    [InlineData(LossKind.L2)]
    public void Losses_with_targets_train_as_well(LossKind loss)
    {
        using IModel model = Build(new ModelSpec([6], [new LinearSpec(5), new TanhSpec(), new LinearSpec(2), new SigmoidSpec()]), loss, new SgdSpec(0.5));
        float[] x = Numbers.Draw(8 * 6, 1), targets = Numbers.Draw(8 * 2, 2, 0, 1);
        double before = model.Evaluate(x, targets);
        Assert.Equal(before, model.TrainStep(x, targets), 1e-12);
        for (int i = 0; i < 20; i++)
            model.TrainStep(x, targets);
        Assert.True(model.Evaluate(x, targets) < before);
    }

    [Theory]
    [InlineData(LossKind.CrossEntropy, 0)]
    [InlineData(LossKind.CrossEntropy, 0.9)]
    [InlineData(LossKind.L2, 0)]
    public void Neither_a_step_nor_an_evaluation_allocates(LossKind loss, double momentum)
    {
        using IModel model = Build(Network, loss, new SgdSpec(0.1) { Momentum = momentum });
        (float[] x, int[] y) = Samples(Batch);
        float[] targets = Numbers.Draw(Batch * 10, 3), outputs = new float[Batch * 10];
        Use();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Use();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Use()
        {
            for (int i = 0; i < 3; i++)
            {
                if (loss == LossKind.CrossEntropy)
                {
                    model.TrainStep(x, y);
                    model.Evaluate(x, y);
                }
                else
                {
                    model.TrainStep(x, targets);
                    model.Evaluate(x, targets);
                }

                model.Predict(x, outputs);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Instructions.All), MemberType = typeof(Instructions))]
    public void The_same_spec_gives_the_same_bits(InstructionSet set) =>
        Assert.Equal(TrainedWeights(set, Batch), TrainedWeights(set, Batch));

    [Fact]
    public void The_largest_batch_changes_no_bit_of_a_smaller_one() =>
        Assert.Equal(TrainedWeights(KernelSet.Best.InstructionSet, Batch), TrainedWeights(KernelSet.Best.InstructionSet, 200));

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public void Leaving_out_zeros_changes_no_bit(double momentum)
    {
        var network = new ModelSpec([50], [new LinearSpec(40), new ReLUSpec(), new LinearSpec(20), new ReLUSpec(), new LinearSpec(10)]);
        (float[] x, int[] y) = Samples(Batch);
        for (int i = 0; i < x.Length; i++)
            x[i] = i % 3 == 0 ? x[i] : 0;

        Assert.Equal(Train(skipZeros: false), Train(skipZeros: true));

        float[] Train(bool skipZeros)
        {
            using IModel model = new ManagedBackend(KernelSet.Best.InstructionSet, skipZeros).Build(
                network, new TrainingSpec(new SgdSpec(0.5) { Momentum = momentum }, LossKind.CrossEntropy, Batch), Numbers.Source(1));
            for (int i = 0; i < 5; i++)
                model.TrainStep(x, y);
            return [.. Weights(model), (float)model.Evaluate(x, y).Loss];
        }
    }

    [Fact]
    public void An_evaluation_is_the_mean_over_all_samples_however_many_there_are()
    {
        using IModel model = Build(Network, LossKind.CrossEntropy, new SgdSpec(0.1));
        (float[] x, int[] y) = Samples(300);
        Evaluation all = model.Evaluate(x, y);
        Evaluation[] each = [.. Enumerable.Range(0, 300).Select(i => model.Evaluate(x.AsSpan(i * 50, 50), y.AsSpan(i, 1)))];
        Assert.Equal(each.Average(one => one.Loss), all.Loss, 1e-6);
        Assert.Equal(each.Average(one => one.Accuracy), all.Accuracy, 1e-12);

        float[] logits = new float[300 * 10];
        model.Predict(x, logits);
        Assert.Equal(all.Accuracy, y.Where((label, i) => logits.AsSpan(i * 10, 10).IndexOf(logits[(i * 10)..(i * 10 + 10)].Max()) == label).Count() / 300.0, 1e-12);
    }

    [Fact]
    public void A_step_reports_the_loss_and_the_hits_before_it_changed_anything()
    {
        using IModel model = Build(Network, LossKind.CrossEntropy, new SgdSpec(0.1));
        (float[] x, int[] y) = Samples(20);
        Evaluation before = model.Evaluate(x, y);
        StepResult step = model.TrainStep(x, y);
        Assert.Equal(before.Loss, step.Loss, 1e-12);
        Assert.Equal(before.Accuracy * 20, step.Correct, 1e-9);
        Assert.NotEqual(before.Loss, model.Evaluate(x, y).Loss);
    }

    [Fact]
    public void A_loss_that_is_not_a_number_comes_out_as_it_is()
    {
        using IModel model = Build(Network, LossKind.CrossEntropy, new SgdSpec(0.1));
        (float[] x, int[] y) = Samples(4);
        x[7] = float.NaN;
        Assert.True(double.IsNaN(model.TrainStep(x, y).Loss));
    }

    [Fact]
    public void The_learning_rate_can_change_between_steps()
    {
        using IModel first = Build(Network, LossKind.CrossEntropy, new SgdSpec(0.1)), second = Build(Network, LossKind.CrossEntropy, new SgdSpec(0.2));
        first.LearningRate = 0.2;
        (float[] x, int[] y) = Samples(8);
        first.TrainStep(x, y);
        second.TrainStep(x, y);
        Assert.Equal(Weights(second), Weights(first));
        Assert.Throws<ArgumentOutOfRangeException>(() => first.LearningRate = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => first.LearningRate = double.NaN);
    }

    [Fact]
    public void Saturated_units_do_not_learn()
    {
        // Ones all the way to a sigmoid that is 1 in float32: loss and gradients vanish, whatever the learning rate.
        var model = new ModelSpec([5], [Layer(3), new ReLUSpec(), Layer(2), new LeakyReLUSpec(0.01), Layer(1), new SigmoidSpec()]);
        using IModel toy = Build(model, LossKind.BinaryCrossEntropy, new SgdSpec(0.2));
        toy.LoadState([.. toy.GetState().Select(Twos)]);
        float[] x = [5, 4, 1, 3, 2], output = new float[1];
        toy.Predict(x, output);
        Assert.Equal([1], output);
        Assert.Equal(0, toy.TrainStep(x, [1f]));
        Assert.All(Weights(toy), weight => Assert.Equal(2, weight));

        static LinearSpec Layer(int outputs) => new(outputs) { Bias = false };
        static NamedTensor Twos(NamedTensor tensor)
        {
            tensor.Value.Span.Fill(2);
            return tensor;
        }
    }

    private static float[] TrainedWeights(InstructionSet set, int maxBatch)
    {
        using IModel model = Build(Network, LossKind.CrossEntropy, new SgdSpec(0.1) { Momentum = 0.9 }, set, maxBatch);
        foreach (int rows in new[] { Batch, 7, Batch })
        {
            (float[] x, int[] y) = Samples(rows);
            model.TrainStep(x, y);
        }

        return Weights(model);
    }

    private static float[] Weights(IModel model) => [.. model.GetState().SelectMany(tensor => tensor.Value.Span.ToArray())];

    private static (float[] X, int[] Y) Samples(int rows) => (Numbers.Draw(rows * 50, rows), Numbers.Labels(rows, 10, rows));

    private static IModel Build(ModelSpec model, LossKind loss, OptimizerSpec optimizer, InstructionSet? set = null, int maxBatch = Batch) =>
        new ManagedBackend(set ?? KernelSet.Best.InstructionSet).Build(model, new TrainingSpec(optimizer, loss, maxBatch), Numbers.Source(1));
}
