using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Specs;

public class SpecOverrideTests
{
    private const string Text = """
        name: x
        job: classifier
        params:
          dataset: mnist
          model: { layers: [{ kind: linear, units: 10 }] }
          optimizer: { kind: sgd, lr: 0.1 }
          epochs: 16
        objective: test.accuracy
        """;

    private static ExperimentSpec Read(params string[] overrides) =>
        SpecYaml.Read(Text, TestCatalog.Jobs, [.. overrides.Select(SpecOverride.Parse)]);

    private static IEnumerable<string> Errors(params string[] overrides) =>
        Assert.Throws<InvalidSpecException>(() => Read(overrides)).Errors.Select(error => error.ToString());

    [Fact]
    public void Values_are_replaced_and_the_rest_stays()
    {
        var spec = Read("params.epochs=2", "spec.params.optimizer.lr={grid: [0.1, 1]}", "search.algorithm=grid", "name=y");

        Assert.Equal("y", spec.Name);
        Assert.Equal(2, spec.Parameters.GetProperty("epochs").GetInt32());
        Assert.Equal("""{"grid":[0.1,1]}""", spec.Parameters.GetProperty("optimizer").GetProperty("lr").GetRawText());
        Assert.Equal("sgd", spec.Parameters.GetProperty("optimizer").GetProperty("kind").GetString());
    }

    [Fact]
    public void A_changed_document_is_no_longer_what_the_user_wrote()
    {
        Assert.Null(Read("params.epochs=2").Source);
        Assert.Equal(Text, Read().Source);
    }

    [Fact]
    public void A_replaced_value_is_validated_like_any_other_and_has_no_line()
    {
        Assert.Equal("spec.params.optimizer.lr: -1 is not greater than 0", Assert.Single(Errors("params.optimizer.lr=-1")));
        Assert.Contains("did you mean 'epochs'", Assert.Single(Errors("params.epoch=2")));
    }

    [Fact]
    public void A_later_override_goes_before_an_earlier_one() =>
        Assert.Equal(3, Read("params.epochs=2", "params.epochs=3").Parameters.GetProperty("epochs").GetInt32());

    [Theory]
    [InlineData("params.epochs", "params.epochs: is not of the form path=value, for example params.epochs=2")]
    [InlineData("=2", "=2: is not of the form path=value, for example params.epochs=2")]
    [InlineData("params..lr=2", "params..lr: is not a path of keys with dots between them, for example params.optimizer.lr")]
    [InlineData("params.layers[0]=2", "params.layers[0]: is not a path of keys with dots between them, for example params.optimizer.lr")]
    public void What_is_no_override_is_refused(string text, string error) =>
        Assert.Equal(error, Assert.Throws<InvalidSpecException>(() => SpecOverride.Parse(text)).Message);

    [Fact]
    public void A_value_that_is_no_YAML_is_refused() =>
        Assert.StartsWith("params.lr: the value is not readable: ", Assert.Throws<InvalidSpecException>(() => SpecOverride.Parse("params.lr={grid: [")).Message);

    [Fact]
    public void A_path_through_a_plain_value_is_refused() => Assert.Equal(
        "spec.params.epochs.most: cannot be set, since spec.params.epochs is not an object with keys; set spec.params.epochs as a whole",
        Assert.Single(Errors("params.epochs.most=2")));
}
