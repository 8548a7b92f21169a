using System.Text;
using ActorTraining.Training.Jobs.ReferenceCheck;

namespace ActorTraining.Training.Tests.Jobs;

public class ReferenceCheckJobTests
{
    [Fact]
    public void Layers_and_kernels_compute_what_PyTorch_computes()
    {
        var trial = JobRun.Run("reference-check", new { });
        var metrics = Assert.Single(trial.Reports).Metrics;
        Assert.Equal(["ratio.float32", "ratio.float64", "ratio.kernels"], metrics.Keys.Order());
        // Above zero: a comparison of nothing would be exact.
        Assert.All(metrics.Values, ratio => Assert.InRange(ratio, double.Epsilon, 1));
        string table = Encoding.UTF8.GetString(trial.Artifacts["reference.md"]);
        Assert.All(ReferenceFile.Load().Cases, reference => Assert.Contains($"| {reference.Name} |", table));
        Assert.Contains("reference_check.py with PyTorch 1.13", table);
    }

    [Fact]
    public void A_wrong_value_is_found()
    {
        ReferenceCase linear = ReferenceFile.Load().Cases[0];
        var gradients = new Dictionary<string, ReferenceTensor>(linear.Gradients);
        double[] values = [.. gradients["0.weight"].Values];
        values[3] *= 1 + 1e-4;
        gradients["0.weight"] = gradients["0.weight"] with { Values = values };
        Assert.InRange(ReferenceComparison.OfLayers<double>(linear), 0, 1);
        Assert.InRange(ReferenceComparison.OfLayers<double>(linear with { Gradients = gradients }), 1.1, 20);
    }
}
