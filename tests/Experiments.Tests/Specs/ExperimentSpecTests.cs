using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Specs;

/// <summary>How an experiment is described in C#.</summary>
public class ExperimentSpecTests
{
    [Fact]
    public void A_spec_made_in_code_is_that_of_the_file()
    {
        var spec = new ExperimentSpec
        {
            Name = "MNIST learning rates",
            Description = "A fully connected network, 784-128-10 with sigmoid, trained by plain SGD with three learning rates.",
            Tags = ["mnist", "learning-rate"],
            Job = "classifier",
            Parameters = ParameterValue.Of(new
            {
                dataset = "mnist",
                model = new
                {
                    layers = new object[] { new { kind = "linear", units = 128 }, "sigmoid", new { kind = "linear", units = 10 } },
                    init = new { weights = new { kind = "normal", std = 1 }, biases = new { kind = "zeros" } },
                },
                optimizer = new { kind = "sgd", lr = Vary.Grid(0.01, 0.1, 1) },
                batch = 32,
                shuffle = false,
                epochs = 16,
                seed = 42,
                weights = new { naming = "notebook" },
            }),
            Objective = Objective.Maximize("test.accuracy"),
        };

        Assert.Empty(SpecValidator.Validate(spec, TestCatalog.Jobs));
        Assert.Equal(SpecYaml.Read(File.ReadAllText(Repository.PathOf("examples/mnist-learning-rates.yaml")), TestCatalog.Jobs), spec);
    }

    [Fact]
    public void Every_search_expression_can_be_written_in_code()
    {
        var parameters = ParameterValue.Of(new { a = Vary.Grid(1, "b"), b = Vary.Choice(true), c = Vary.Uniform(0, 1), d = Vary.LogUniform(0.1, 1), e = Vary.Int(1, 8) });

        Assert.Equal(
            """{"a":{"grid":[1,"b"]},"b":{"choice":[true]},"c":{"uniform":[0,1]},"d":{"loguniform":[0.1,1]},"e":{"int":[1,8]}}""",
            parameters.GetRawText());
    }
}
