using System.Text;
using ActorTraining.Training.Jobs.GradientCheck;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Jobs;

public class GradientCheckJobTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Every_gradient_holds_in_both_precisions(ulong seed)
    {
        var trial = JobRun.Run("gradient-check", new { rounds = 3 }, seed);
        var report = Assert.Single(trial.Reports);
        Assert.Equal(3, report.Step);
        // Above zero: a check that compares nothing would be exact.
        Assert.InRange(report.Metrics["error.float64"], 1e-14, 1e-6);
        Assert.InRange(report.Metrics["error.float32"], 1e-8, 1e-2);
        string table = Encoding.UTF8.GetString(trial.Artifacts["gradients.md"]);
        Assert.All(GradientSubjects.All, subject => Assert.Contains($"| {subject.Name} |", table));
        Assert.DoesNotContain("fails", table);
        Assert.Equal(report.Metrics["error.float64"], Figures(trial, column: 1).Max());
        Assert.Equal(report.Metrics["error.float32"], Figures(trial, column: 2).Max());
        Assert.Equal(GradientSubjects.All.Count + 1, Encoding.UTF8.GetString(trial.Artifacts["gradients.csv"]).Trim().Split('\n').Length);
    }

    [Fact]
    public void Rounds_have_shapes_of_their_own_and_a_seed_repeats_them()
    {
        double[] Errors(int rounds, ulong seed) => Figures(JobRun.Run("gradient-check", new { rounds }, seed), column: 1);
        Assert.Equal(Errors(2, seed: 1), Errors(2, seed: 1));
        Assert.NotEqual(Errors(2, seed: 1), Errors(2, seed: 2));
        Assert.NotEqual(Errors(1, seed: 1), Errors(2, seed: 1));
    }

    [Fact]
    public void No_layer_and_no_loss_is_left_out()
    {
        var layers = typeof(LayerSpec).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LayerSpec)) && !type.IsAbstract);
        var names = GradientSubjects.All.Select(subject => subject.Name.Replace(" ", "").Replace("-", "")).ToList();
        Assert.All(layers, layer => Assert.Contains(names, name => name.StartsWith(layer.Name.Replace("Spec", "").ToLowerInvariant(), StringComparison.Ordinal)));
        Assert.Equal(Enum.GetValues<LossKind>().Length, GradientSubjects.All.OfType<LossSubject>().Count());
    }

    [Fact]
    public void A_wrong_gradient_is_found()
    {
        Tensor<double> input = Numbers.Tensor<double>([3, 4], 1);
        var error = Training.Gradients.GradientCheck.Layer(new WrongSigmoid(), input, 1).Single();
        Assert.False(GradientFinding.None.With(error.Error, 0, "[3, 4]").Passes);
        Assert.False(GradientFinding.None.With(double.NaN, 0, "").Passes);
        Assert.False(GradientFinding.None.With(double.NaN, 0, "").With(0, 0, "").Passes);
        Assert.True(GradientFinding.None.With(1e-9, 1e-4, "").Passes);
    }

    [Fact]
    public void The_Jacobian_times_a_vector_is_the_product_that_the_layer_computes()
    {
        Tensor<double> x = Numbers.Tensor<double>([3, 5], 1, -2, 2), g = Numbers.Tensor<double>([3, 5], 2);
        var softmax = new Softmax<double>();
        Tensor<double> jacobian = Softmax<double>.Jacobian(softmax.Forward(x)), product = softmax.Backward(g);
        Assert.Equal(Shape.Create(3, 5, 5), jacobian.Shape);
        for (int row = 0; row < 3; row++)
        {
            for (int k = 0; k < 5; k++)
                Assert.Equal(Enumerable.Range(0, 5).Sum(i => g[row, i] * jacobian[(row * 5 + i) * 5 + k]), product[row, k], 1e-15);
        }
    }

    [Theory]
    [InlineData(1e4)]
    [InlineData(-1e4)]
    public void Logits_of_ten_thousand_stay_finite(double size)
    {
        CheckFinite<double>(size);
        CheckFinite<float>(size);
    }

    /// <summary>A column of the table of all layers and losses.</summary>
    private static double[] Figures(RecordingTrial trial, int column) =>
        [.. Encoding.UTF8.GetString(trial.Artifacts["gradients.csv"]).Trim().Split('\n').Skip(1).Select(line => double.Parse(line.Split(',')[column], System.Globalization.CultureInfo.InvariantCulture))];

    private static void CheckFinite<T>(double size) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var logits = new Tensor<T>([2, 3], [T.CreateChecked(size), T.CreateChecked(-size), T.Zero, T.CreateChecked(size), T.CreateChecked(size), T.CreateChecked(size)]);
        var softmax = new Softmax<T>();
        Tensor<T> y = softmax.Forward(logits);
        foreach (int label in new[] { 0, 1, 2 })
        {
            Assert.True(T.IsFinite(SoftmaxCrossEntropy.Forward(logits, [label, label])));
            AssertFinite(SoftmaxCrossEntropy.Backward(logits, [label, label]));
        }

        AssertFinite(y);
        AssertFinite(Softmax<T>.Jacobian(y));
        AssertFinite(softmax.Backward(y));
        Assert.Equal(1.0 / 3, double.CreateChecked(y[1, 0]), 1e-6);
        AssertFinite(new Sigmoid<T>().Forward(logits));
        Tensor<T> targets = new([2, 3], [T.One, T.Zero, T.One, T.Zero, T.One, T.Zero]), p = new Sigmoid<T>().Forward(logits);
        Assert.True(T.IsFinite(BinaryCrossEntropy.Forward(p, targets)));
        AssertFinite(BinaryCrossEntropy.Backward(p, targets));
    }

    private static void AssertFinite<T>(Tensor<T> tensor) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        Assert.All(tensor.Span.ToArray(), value => Assert.True(T.IsFinite(value)));

    private sealed class WrongSigmoid : ElementwiseLayer<double>
    {
        public override double Function(double x) => 1 / (1 + Math.Exp(-x));

        public override double Derivative(double x, double y) => y * (1 - y) * (1 + 1e-5);
    }
}
