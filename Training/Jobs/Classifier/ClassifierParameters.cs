using System.Text.Json;
using ActorTraining.Training.Data;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>The parameters of the job <c>classifier</c>, typed and complete.</summary>
internal sealed record ClassifierParameters
{
    /// <summary>The name of the data set in the catalogue.</summary>
    public required string Dataset { get; init; }

    /// <summary>How pixels become numbers.</summary>
    public required PixelScaling Scaling { get; init; }

    /// <summary>The layers, from the input to the output.</summary>
    public required IReadOnlyList<LayerSpec> Layers { get; init; }

    /// <summary>Optimizer, loss and the size of a batch.</summary>
    public required TrainingSpec Training { get; init; }

    /// <summary>How often all images are seen.</summary>
    public required int Epochs { get; init; }

    /// <summary>Whether every epoch has an order of its own.</summary>
    public required bool Shuffle { get; init; }

    /// <summary>The seed that was asked for in place of the trial's own.</summary>
    public required ulong? Seed { get; init; }

    /// <summary>What the weights are called in the files.</summary>
    public required WeightNaming Naming { get; init; }

    /// <summary>Reads parameters.</summary>
    /// <exception cref="InvalidParametersException">They do not fit the schema.</exception>
    public static ClassifierParameters Read(ObjectSchema schema, JsonElement parameters)
    {
        var reader = new ParameterReader(schema, parameters);
        InitSpec weights = Init(reader.Object("model.init.weights")), biases = Init(reader.Object("model.init.biases"));
        return new ClassifierParameters
        {
            Dataset = reader.Text("dataset"),
            Scaling = reader.Has("normalize")
                ? PixelScaling.Normalized([reader.Float("normalize.mean")], [reader.Float("normalize.std")])
                : PixelScaling.Unit,
            Layers = [.. reader.Objects("model.layers").Select(layer => Layer(layer, weights, biases))],
            Training = new TrainingSpec(Optimizer(reader.Object("optimizer")), LossKind.CrossEntropy, reader.Int("batch")),
            Epochs = reader.Int("epochs"),
            Shuffle = reader.Flag("shuffle"),
            Seed = reader.Has("seed") ? (ulong)reader.Long("seed") : null,
            Naming = reader.Text("weights.naming") == "notebook" ? WeightNaming.Notebook : WeightNaming.Torch,
        };
    }

    /// <summary>The network for a data set.</summary>
    /// <exception cref="InvalidParametersException">The layers do not fit each other, or their outputs the classes.</exception>
    public ModelSpec ModelFor(Dataset dataset)
    {
        ImageShape image = dataset.Train.Shape;
        bool images = Layers.Any(layer => layer.TakesImages);
        var model = new ModelSpec(images ? [image.Channels, image.Height, image.Width] : [image.Size], Layers);
        var errors = new List<ParameterError>();
        model.Validate("params.model", errors);
        if (errors.Count == 0)
        {
            CheckOutputs(model, dataset, errors);
            Training.Validate(model, "params", errors);
        }

        return errors.Count == 0 ? model : throw new InvalidParametersException(errors);
    }

    private static void CheckOutputs(ModelSpec model, Dataset dataset, List<ParameterError> errors)
    {
        int outputs = model.OutputShape().Length, classes = dataset.Classes.Count;
        if (outputs == classes)
        {
            return;
        }

        int last = model.Layers.ToList().FindLastIndex(layer => layer is LinearSpec);
        errors.Add(last >= 0
            ? new ParameterError($"params.model.layers[{last}].units", $"{outputs} is not {classes}, the number of classes of {dataset.Name}")
            : new ParameterError("params.model.layers", $"{outputs} outputs are not {classes}, the number of classes of {dataset.Name}; end with {{ kind: linear, units: {classes} }}"));
    }

    private static LayerSpec Layer(ParameterReader layer, InitSpec weights, InitSpec biases) => layer.Kind switch
    {
        "linear" => new LinearSpec(layer.Int("units")) { Bias = layer.Flag("bias"), WeightInit = weights, BiasInit = biases },
        "sigmoid" => new SigmoidSpec(),
        "tanh" => new TanhSpec(),
        "relu" => new ReLUSpec(),
        "leaky-relu" => new LeakyReLUSpec(layer.Double("slope")),
        "softmax" => new SoftmaxSpec(),
        _ => throw new InvalidOperationException($"The schema lets the layer '{layer.Kind}' pass, but nothing makes it."),
    };

    private static InitSpec Init(ParameterReader init) => init.Kind switch
    {
        "normal" => new NormalInit(init.Double("mean"), init.Double("std")),
        "uniform" => new UniformInit(init.Double("low"), init.Double("high")),
        "kaiming-uniform" => new KaimingUniformInit(),
        "zeros" => new ZerosInit(),
        _ => throw new InvalidOperationException($"The schema lets the distribution '{init.Kind}' pass, but nothing makes it."),
    };

    private static OptimizerSpec Optimizer(ParameterReader optimizer) => optimizer.Kind switch
    {
        "sgd" => new SgdSpec(optimizer.Double("lr")) { Momentum = optimizer.Double("momentum"), WeightDecay = optimizer.Double("weight_decay") },
        "adam" => new AdamSpec(optimizer.Double("lr"))
        {
            Beta1 = optimizer.Double("beta1"),
            Beta2 = optimizer.Double("beta2"),
            Epsilon = optimizer.Double("eps"),
            WeightDecay = optimizer.Double("weight_decay"),
        },
        _ => throw new InvalidOperationException($"The schema lets the optimizer '{optimizer.Kind}' pass, but nothing makes it."),
    };
}
