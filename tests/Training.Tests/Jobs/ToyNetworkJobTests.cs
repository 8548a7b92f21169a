using System.Text;

namespace ActorTraining.Training.Tests.Jobs;

public class ToyNetworkJobTests
{
    [Fact]
    public void With_every_weight_2_the_output_is_the_target_and_nothing_moves()
    {
        var trial = JobRun.Run("toy-network", new { });
        Assert.Equal((5, "step"), trial.Planned);
        Assert.All(trial.Reports, report =>
        {
            Assert.Equal(1, report.Metrics["output"]);
            Assert.Equal(0, report.Metrics["loss"]);
            Assert.Equal(0, report.Metrics["gradient.largest"]);
            Assert.Equal(0, report.Metrics["change.largest"]);
        });
        Assert.StartsWith("# Nothing to learn: the output is the target", Explanation(trial));
    }

    [Fact]
    public void The_logit_is_the_product_of_the_layers()
    {
        // 15 is the sum of the inputs; each layer multiplies by its weights and sums over its inputs: 15·2 = 30, 4·30·2 = 240, 3·240·2 = 1440.
        Assert.Equal(1440, JobRun.Run("toy-network", new { }).Reports[0].Metrics["logit"]);
    }

    [Fact]
    public void The_picture_shows_the_value_and_the_gradient_of_every_unit()
    {
        string picture = Encoding.UTF8.GetString(JobRun.Run("toy-network", new { target = 0, fused = true }).Artifacts["network.svg"]);
        // Back: dL/dz = 1, through a weight of 2 to each leaky ReLU, three times 2·2 to each ReLU, four times 12·2 to each input.
        Assert.Contains("x: 5 with gradient 96, 4 with gradient 96, 1 with gradient 96, 3 with gradient 96, 2 with gradient 96", picture);
        Assert.Contains("ReLU: 30 with gradient 12, 30 with gradient 12, 30 with gradient 12, 30 with gradient 12", picture);
        Assert.Contains("leaky ReLU: 240 with gradient 2, 240 with gradient 2, 240 with gradient 2; z: 1440 with gradient 1; σ(z): 1", picture);
    }

    [Fact]
    public void A_network_too_wide_for_a_picture_has_none() =>
        Assert.DoesNotContain("network.svg", JobRun.Run("toy-network", new { inputs = Enumerable.Range(1, 13) }).Artifacts.Keys);

    [Theory]
    [InlineData(0, 100)] // the logarithm of 0 is cut off at -100, as in PyTorch
    [InlineData(0.5, 50)]
    public void A_saturated_output_keeps_its_weights_however_wrong_it_is(double target, double loss)
    {
        var trial = JobRun.Run("toy-network", new { target });
        Assert.Equal(loss, trial.Reports[^1].Metrics["loss"], 1e-12);
        Assert.All(trial.Reports, report => Assert.Equal(0, report.Metrics["change.largest"]));
        string text = Explanation(trial);
        Assert.StartsWith("# Stuck: the target is not reached, and the gradient is zero all the same", text);
        Assert.Contains($"dL/dz = σ(z) − t = {1 - target}", text);
    }

    [Fact]
    public void In_one_piece_with_the_sigmoid_the_loss_moves_them()
    {
        var first = JobRun.Run("toy-network", new { target = 0, fused = true, steps = 1 });
        // dL/dz = 1, and the last layer's inputs are 240: its weights move by 0.2 · 240.
        Assert.Equal(1440, first.Reports[0].Metrics["loss"], 1e-9);
        Assert.Equal(240, first.Reports[0].Metrics["gradient.largest"], 1e-9);
        Assert.Equal(48, first.Reports[0].Metrics["change.largest"], 1e-9);
        Assert.StartsWith("# The weights move", Explanation(first));

        string later = Explanation(JobRun.Run("toy-network", new { target = 0, fused = true, steps = 9 }));
        Assert.Contains("All later steps are as the last one here.", later);
        Assert.Contains("Afterwards: z = 0 and every gradient is 0", later);
    }

    [Fact]
    public void Small_weights_do_not_saturate_and_learn()
    {
        var trial = JobRun.Run("toy-network", new { weight = 0.1, target = 0, steps = 200 });
        Assert.InRange(trial.Reports[0].Metrics["output"], 0.51, 0.99);
        Assert.True(trial.Reports[^1].Metrics["loss"] < 0.1 * trial.Reports[0].Metrics["loss"]);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        string message = JobRun.Fault("toy-network", new { target = 2, lr = 0, hidden = List(3), wieght = 1 });
        Assert.Contains("params.target: 2 is not at most 1", message);
        Assert.Contains("params.lr: 0 is not greater than 0", message);
        Assert.Contains("params.hidden: has 1 item; at least 2 are needed", message);
        Assert.Contains("params.wieght: unknown parameter; did you mean 'weight'?", message);
    }

    private static string Explanation(RecordingTrial trial) => Encoding.UTF8.GetString(trial.Artifacts["explanation.md"]);

    private static T[] List<T>(params T[] items) => items;
}
