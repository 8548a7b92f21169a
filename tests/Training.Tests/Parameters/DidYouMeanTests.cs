using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Tests.Parameters;

public class DidYouMeanTests
{
    [Theory]
    [InlineData("learning_rate", "lr")]
    [InlineData("learningRate", "lr")]
    [InlineData("batch_size", "batch")]
    [InlineData("num_epochs", "epochs")]
    [InlineData("epoch", "epochs")]
    [InlineData("momentun", "momentum")]
    [InlineData("mometnum", "momentum")]
    [InlineData("WeightDecay", "weight_decay")]
    [InlineData("wd", "weight_decay")]
    public void A_parameter_is_recognised(string given, string meant) =>
        Assert.Equal(meant, DidYouMean.Closest(given, ["dataset", "epochs", "batch", "lr", "momentum", "weight_decay", "kind"]));

    [Theory]
    [InlineData("acuracy", "test.accuracy")]
    [InlineData("test.acuracy", "test.accuracy")]
    [InlineData("train_loss", "train.loss")]
    [InlineData("loss", "test.loss")]
    public void A_metric_is_recognised(string given, string meant) =>
        Assert.Equal(meant, DidYouMean.Closest(given, ["test.accuracy", "test.loss", "train.accuracy", "train.loss"]));

    [Fact]
    public void A_word_in_another_form_is_recognised() => Assert.Equal("retries", DidYouMean.Closest("retry", ["failures", "retries"]));

    [Theory]
    [InlineData("colour")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("---")]
    public void A_name_that_is_like_none_gets_the_known_ones(string given)
    {
        Assert.Null(DidYouMean.Closest(given, ["epochs", "batch", "lr"]));
        Assert.Equal("; known: 'epochs', 'batch' and 'lr'", DidYouMean.Hint(given, ["epochs", "batch", "lr"]));
    }

    [Fact]
    public void Where_nothing_is_known_nothing_is_said() => Assert.Equal("", DidYouMean.Hint("lr", []));
}
