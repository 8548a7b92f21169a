using System.Globalization;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>The state of a classifier between two epochs, all that is needed to go on to the last bit: a safetensors file.</summary>
/// <remarks>Tensors: <c>model.*</c> and <c>optimizer.*</c>. Metadata: the kind of file, the optimizer's steps and rate, the random state.</remarks>
internal static class ClassifierCheckpoint
{
    private const string Kind = "classifier checkpoint 1";
    private const string ModelPrefix = "model.";
    private const string OptimizerPrefix = "optimizer.";

    /// <summary>Takes the state after an epoch.</summary>
    public static Checkpoint Take(int epoch, IModel model, TorchRandom random)
    {
        OptimizerState optimizer = model.GetOptimizerState();
        var metadata = new Dictionary<string, string>
        {
            ["kind"] = Kind,
            ["optimizer.steps"] = optimizer.Steps.ToString(CultureInfo.InvariantCulture),
            ["optimizer.lr"] = optimizer.LearningRate.ToString("R", CultureInfo.InvariantCulture),
            ["random"] = Convert.ToBase64String(random.Save()),
        };
        var content = new MemoryStream();
        Safetensors.Write(new StateDictionary([.. Prefixed(ModelPrefix, model.GetState()), .. Prefixed(OptimizerPrefix, optimizer.Tensors)], metadata), content);
        return new Checkpoint(epoch, content.ToArray());
    }

    /// <summary>Puts a state back.</summary>
    /// <exception cref="InvalidDataException">The content is not such a state.</exception>
    /// <exception cref="StateMismatchException">It is the state of another model or optimizer.</exception>
    public static void Restore(Checkpoint checkpoint, IModel model, TorchRandom random)
    {
        string name = $"the checkpoint after epoch {checkpoint.Step}";
        StateDictionary state = Safetensors.Read(new MemoryStream(checkpoint.Content.ToArray()), name);
        if (Metadata(state, "kind", name) != Kind
            || !long.TryParse(Metadata(state, "optimizer.steps", name), NumberStyles.None, CultureInfo.InvariantCulture, out long steps)
            || !double.TryParse(Metadata(state, "optimizer.lr", name), NumberStyles.Float, CultureInfo.InvariantCulture, out double rate)
            || !(rate > 0 && double.IsFinite(rate)))
        {
            throw new InvalidDataException($"{name}: not a {Kind}");
        }

        model.LoadState(WithoutPrefix(ModelPrefix, state));
        model.LoadOptimizerState(new OptimizerState(steps, rate, WithoutPrefix(OptimizerPrefix, state)));
        RestoreRandom(Metadata(state, "random", name), random, name);
    }

    private static void RestoreRandom(string text, TorchRandom random, string name)
    {
        try
        {
            random.Restore(Convert.FromBase64String(text));
        }
        catch (Exception error) when (error is FormatException or InvalidDataException)
        {
            throw new InvalidDataException($"{name}: its random state is damaged: {error.Message}", error);
        }
    }

    private static string Metadata(StateDictionary state, string key, string name) =>
        state.Metadata.TryGetValue(key, out string? value) ? value : throw new InvalidDataException($"{name}: it has no '{key}'");

    private static IEnumerable<NamedTensor> Prefixed(string prefix, IEnumerable<NamedTensor> tensors) =>
        tensors.Select(tensor => tensor with { Name = prefix + tensor.Name });

    private static IReadOnlyList<NamedTensor> WithoutPrefix(string prefix, StateDictionary state) =>
        [.. state.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(tensor => tensor with { Name = tensor.Name[prefix.Length..] })];
}
