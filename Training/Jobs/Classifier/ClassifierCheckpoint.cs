using System.Globalization;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>The state of a classifier between two steps, all that is needed to go on to the last bit: a safetensors file.</summary>
/// <remarks>
/// Tensors: <c>model.*</c> and <c>optimizer.*</c>. Metadata: the kind of file, the optimizer's steps and rate, the images done in the current epoch, and the random state at
/// its beginning, from which the order of its images is drawn again; the masks of dropout have random numbers of their own, as they stand.
/// </remarks>
internal static class ClassifierCheckpoint
{
    private const string Kind = "classifier checkpoint 2";
    private const string ModelPrefix = "model.";
    private const string OptimizerPrefix = "optimizer.";

    /// <summary>Takes the state.</summary>
    /// <param name="epochs">The epochs that are complete.</param>
    /// <param name="done">The images done in the next one.</param>
    /// <param name="model">Gives its parameters and the optimizer's state.</param>
    /// <param name="random">The random state at the beginning of the next epoch.</param>
    public static Checkpoint Take(int epochs, int done, IModel model, byte[] random)
    {
        OptimizerState optimizer = model.GetOptimizerState();
        var metadata = new Dictionary<string, string>
        {
            ["kind"] = Kind,
            ["optimizer.steps"] = optimizer.Steps.ToString(CultureInfo.InvariantCulture),
            ["optimizer.lr"] = optimizer.LearningRate.ToString("R", CultureInfo.InvariantCulture),
            ["done"] = done.ToString(CultureInfo.InvariantCulture),
            ["masks"] = Convert.ToBase64String(model.GetRandomState()),
            ["random"] = Convert.ToBase64String(random),
        };
        var content = new MemoryStream();
        Safetensors.Write(new StateDictionary([.. Prefixed(ModelPrefix, model.GetState()), .. Prefixed(OptimizerPrefix, optimizer.Tensors)], metadata), content);
        return new Checkpoint(epochs, content.ToArray());
    }

    /// <summary>Puts a state back.</summary>
    /// <returns>The images done in the epoch behind the checkpoint's.</returns>
    /// <exception cref="InvalidDataException">The content is not such a state.</exception>
    /// <exception cref="StateMismatchException">It is the state of another model or optimizer.</exception>
    public static int Restore(Checkpoint checkpoint, IModel model, TorchRandom random)
    {
        string name = $"the checkpoint after epoch {checkpoint.Step}";
        StateDictionary state = Safetensors.Read(new MemoryStream(checkpoint.Content.ToArray()), name);
        if (Metadata(state, "kind", name) != Kind
            || !long.TryParse(Metadata(state, "optimizer.steps", name), NumberStyles.None, CultureInfo.InvariantCulture, out long steps)
            || !double.TryParse(Metadata(state, "optimizer.lr", name), NumberStyles.Float, CultureInfo.InvariantCulture, out double rate)
            || !(rate > 0 && double.IsFinite(rate))
            || !int.TryParse(Metadata(state, "done", name), NumberStyles.None, CultureInfo.InvariantCulture, out int done))
        {
            throw new InvalidDataException($"{name}: not a {Kind}");
        }

        model.LoadState(WithoutPrefix(ModelPrefix, state));
        model.LoadOptimizerState(new OptimizerState(steps, rate, WithoutPrefix(OptimizerPrefix, state)));
        RestoreRandom(Metadata(state, "random", name), random.Restore, name);
        RestoreRandom(Metadata(state, "masks", name), model.LoadRandomState, name);
        return done;
    }

    private static void RestoreRandom(string text, Action<ReadOnlySpan<byte>> restore, string name)
    {
        try
        {
            restore(Convert.FromBase64String(text));
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
