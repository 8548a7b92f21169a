using System.Text.Json;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Tests.Models;

public class ModelSpecTests
{
    [Fact]
    public void A_network_knows_its_output_and_its_parameters()
    {
        var model = new ModelSpec([784], [new LinearSpec(128), new SigmoidSpec(), new LinearSpec(10) { Bias = false }]);
        Assert.Equal([10], model.OutputShape());
        Assert.Equal(784 * 128 + 128 + 1280, model.ParameterCount());
        Assert.Equal(["0.weight", "0.bias", "2.weight"], model.Parameters().Select(parameter => parameter.Name));
    }

    [Fact]
    public void A_network_survives_JSON()
    {
        var model = new ModelSpec([20],
        [
            new LinearSpec(7) { WeightInit = new NormalInit(0, 0.001), BiasInit = new UniformInit(-1, 1) },
            new LeakyReLUSpec(0.2), new ReLUSpec(), new TanhSpec(), new SigmoidSpec(),
            new LinearSpec(3) { Bias = false, WeightInit = new KaimingUniformInit(), BiasInit = new ZerosInit() }, new SoftmaxSpec(),
        ]);
        string json = JsonSerializer.Serialize(model, SpecJson.Options);
        ModelSpec back = JsonSerializer.Deserialize<ModelSpec>(json, SpecJson.Options)!;
        Assert.Equal(model.InputShape, back.InputShape);
        Assert.Equal(model.Layers, back.Layers);
        Assert.Contains("""{"type":"leaky-relu","slope":0.2}""", json);
    }

    [Fact]
    public void Optimizers_and_losses_survive_JSON()
    {
        var training = new TrainingSpec(new AdamSpec(0.01) { WeightDecay = 1e-5 }, LossKind.BinaryCrossEntropy, 64);
        string json = JsonSerializer.Serialize(training, SpecJson.Options);
        Assert.Equal(training, JsonSerializer.Deserialize<TrainingSpec>(json, SpecJson.Options));
        Assert.Contains("\"binary-cross-entropy\"", json);
        Assert.Equal(
            new SgdSpec(0.1) { Momentum = 0.9 },
            JsonSerializer.Deserialize<OptimizerSpec>("""{"type":"sgd","learningRate":0.1,"momentum":0.9}""", SpecJson.Options));
    }

    [Theory]
    [InlineData("""{"inputShape":[4],"layers":[{"type":"liner","outputs":3}]}""")]
    [InlineData("""{"inputShape":[4],"layers":[{"type":"linear","output":3}]}""")]
    [InlineData("""{"inputShape":[-4],"layers":[]}""")]
    public void JSON_that_is_no_network_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<ModelSpec>(json, SpecJson.Options));

    [Fact]
    public void Every_fault_is_named_with_its_path()
    {
        Assert.Equal(
            ["model.layers[1].outputs: 0 is not at least 1", "model.layers[1].weightInit.std: -1 is not a finite number of at least 0"],
            Faults(new ModelSpec([4], [new ReLUSpec(), new LinearSpec(0) { WeightInit = new NormalInit(0, -1) }, new ReLUSpec()])));
        Assert.Equal(["model.layers[0]: linear needs samples of one axis, and gets [1, 28, 28]"], Faults(new ModelSpec([1, 28, 28], [new LinearSpec(3)])));
        Assert.Equal(["model.layers[0]: softmax needs samples of one axis, and gets [2, 2]"], Faults(new ModelSpec([2, 2], [new SoftmaxSpec()])));
        Assert.Equal(["model.layers[0].slope: -0.1 is not a finite number of at least 0"], Faults(new ModelSpec([4], [new LeakyReLUSpec(-0.1)])));
        Assert.Equal(
            ["model.inputShape: [0] holds no value: every size must be at least 1", "model.layers: there is no layer; a model needs at least one"],
            Faults(new ModelSpec([0], [])));
        Assert.Equal(
            ["model.layers[0].biasInit.high: 0 is not a finite number of at least low (1)"],
            Faults(new ModelSpec([1], [new LinearSpec(1) { BiasInit = new UniformInit(1, 0) }])));
    }

    [Fact]
    public void What_no_memory_holds_is_refused_before_it_is_tried()
    {
        Assert.Equal(
            ["model.layers[0].outputs: 2000000000 outputs of 784 inputs are more weights than an array holds"],
            Faults(new ModelSpec([784], [new LinearSpec(2_000_000_000)])));
        Assert.Equal(
            ["spec.params.maxBatch: 2000000000 samples of 784 values are more than an array holds"],
            Faults(new TrainingSpec(new SgdSpec(0.1), LossKind.L2, 2_000_000_000), new ModelSpec([784], [new LinearSpec(1)])));
    }

    [Fact]
    public void A_layer_that_is_null_is_named() =>
        Assert.Equal(["model.layers[1]: null is not a layer"], Faults(JsonSerializer.Deserialize<ModelSpec>("""{"inputShape":[4],"layers":[{"type":"relu"},null]}""", SpecJson.Options)!));

    [Fact]
    public void A_network_with_faults_has_no_output()
    {
        InvalidModelException exception = Assert.Throws<InvalidModelException>(() => new ModelSpec([4], []).OutputShape());
        Assert.Single(exception.Errors);
    }

    [Fact]
    public void Faults_of_the_training_are_named_with_their_path()
    {
        var model = new ModelSpec([4], [new LinearSpec(3), new SoftmaxSpec()]);
        Assert.Equal(
            [
                "spec.params.optimizer.learningRate: -0.1 is not a finite number greater than 0",
                "spec.params.optimizer.weightDecay: -1 is not a finite number of at least 0",
                "spec.params.optimizer.momentum: 1 is not in [0, 1)",
                "spec.params.maxBatch: 0 is not at least 1",
                "spec.params.loss: cross-entropy takes logits: leave out the softmax layer at the end of the model",
            ],
            Faults(new TrainingSpec(new SgdSpec(-0.1) { WeightDecay = -1, Momentum = 1 }, LossKind.CrossEntropy, 0), model));
        Assert.Equal(
            [
                "spec.params.optimizer.learningRate: NaN is not a finite number greater than 0",
                "spec.params.optimizer.beta1: 1 is not in [0, 1)",
                "spec.params.optimizer.beta2: -1 is not in [0, 1)",
                "spec.params.optimizer.epsilon: 0 is not a finite number greater than 0",
            ],
            Faults(new TrainingSpec(new AdamSpec(double.NaN) { Beta1 = 1, Beta2 = -1, Epsilon = 0 }, LossKind.L2, 1), model));
    }

    private static IEnumerable<string> Faults(ModelSpec model)
    {
        var errors = new List<ParameterError>();
        model.Validate("model", errors);
        return errors.Select(error => error.ToString());
    }

    private static IEnumerable<string> Faults(TrainingSpec training, ModelSpec model)
    {
        var errors = new List<ParameterError>();
        training.Validate(model, "spec.params", errors);
        return errors.Select(error => error.ToString());
    }
}
