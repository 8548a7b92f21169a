using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models.Plan;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Kernels;

public unsafe class SoftmaxKernelTests
{
    public static TheoryData<InstructionSet, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<InstructionSet, int, int>();
            foreach (InstructionSet set in KernelSet.Supported)
            {
                foreach ((int rows, int classes) in new[] { (1, 1), (5, 3), (32, 10), (33, 16), (70, 43), (4, 1000) })
                    cases.Add(set, rows, classes);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Loss_gradient_and_hits_are_those_of_the_reference(InstructionSet set, int rows, int classes)
    {
        PaddedMatrix logits = Numbers.Matrix(rows, classes, 1), mask = PaddingMask.Create(classes);
        var gradient = new PaddedMatrix(rows, classes);
        int[] labels = Numbers.Labels(rows, classes, 2);
        double loss;
        int correct;
        fixed (int* label = labels)
            loss = KernelSet.For(set).CrossEntropy(logits.Pointer, mask.Pointer, label, gradient.Pointer, rows, logits.Stride, out correct);

        var reference = new Tensor<float>([rows, classes], Numbers.Dense(logits));
        Assert.Equal(SoftmaxCrossEntropy.Forward(reference, labels), loss / rows, 1e-5);
        Numbers.AssertClose(SoftmaxCrossEntropy.Backward(reference, labels).Span, Numbers.Dense(gradient), 1e-5f, 1e-7f);
        Assert.Equal(labels.Where((label, row) => logits.Row(row).IndexOf(Max(logits.Row(row))) == label).Count(), correct);
        foreach (int row in Enumerable.Range(0, rows))
            Assert.All(gradient.Storage.Slice(row * gradient.Stride + classes, gradient.Stride - classes).ToArray(), padding => Assert.Equal(0, padding));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Softmax_and_its_vector_Jacobian_product_are_those_of_the_reference(InstructionSet set, int rows, int classes)
    {
        PaddedMatrix x = Numbers.Matrix(rows, classes, 1), mask = PaddingMask.Create(classes), gradient = Numbers.Matrix(rows, classes, 2);
        var reference = new Softmax<float>();
        Tensor<float> y = reference.Forward(new Tensor<float>([rows, classes], Numbers.Dense(x)));
        Tensor<float> dx = reference.Backward(new Tensor<float>([rows, classes], Numbers.Dense(gradient)));

        KernelSet.For(set).Softmax(x.Pointer, mask.Pointer, rows, x.Stride);
        KernelSet.For(set).DeriveSoftmax(x.Pointer, gradient.Pointer, rows, x.Stride);
        Numbers.AssertClose(y.Span, Numbers.Dense(x), 1e-5f, 1e-8f);
        Numbers.AssertClose(dx.Span, Numbers.Dense(gradient), 1e-4f, 1e-7f);
    }

    [Theory]
    [MemberData(nameof(Instructions.All), MemberType = typeof(Instructions))]
    public void Logits_of_ten_thousand_give_finite_losses_and_gradients(InstructionSet set)
    {
        var logits = new PaddedMatrix(2, 3);
        logits.CopyFrom([1e4f, -1e4f, 0, 1e4f, -1e4f, 0]);
        var gradient = new PaddedMatrix(2, 3);
        int[] labels = [1, 0];
        fixed (int* label = labels)
        {
            double loss = KernelSet.For(set).CrossEntropy(
                logits.Pointer, PaddingMask.Create(3).Pointer, label, gradient.Pointer, 2, logits.Stride, out int correct);
            Assert.Equal(2e4, loss);
            Assert.Equal(1, correct);
        }

        Assert.Equal([0.5f, -0.5f, 0, 0, 0, 0], Numbers.Dense(gradient));
    }

    [Theory]
    [MemberData(nameof(Instructions.All), MemberType = typeof(Instructions))]
    public void Of_equal_logits_the_first_counts(InstructionSet set)
    {
        var logits = new PaddedMatrix(2, 4);
        logits.CopyFrom([1, 2, 2, 0, 1, 2, 2, 0]);
        int[] labels = [1, 2];
        fixed (int* label = labels)
        {
            KernelSet.For(set).CrossEntropy(logits.Pointer, PaddingMask.Create(4).Pointer, label, null, 2, logits.Stride, out int correct);
            Assert.Equal(1, correct);
        }
    }

    [Theory]
    [MemberData(nameof(Instructions.All), MemberType = typeof(Instructions))]
    public void A_NaN_among_the_logits_makes_the_loss_NaN(InstructionSet set)
    {
        var logits = new PaddedMatrix(1, 20);
        logits.Row(0)[18] = float.NaN;
        int label = 0;
        Assert.True(double.IsNaN(KernelSet.For(set).CrossEntropy(
            logits.Pointer, PaddingMask.Create(20).Pointer, &label, null, 1, logits.Stride, out _)));
    }

    private static float Max(Span<float> row) => row.ToArray().Max();
}
