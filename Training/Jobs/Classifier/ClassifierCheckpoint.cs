using System.Globalization;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>The state of a classifier between two steps, all that is needed to go on to the last bit: a safetensors file.</summary>
/// <remarks>
/// Tensors: <c>model.*</c>, <c>optimizer.*</c>, and <c>kept.*</c> where the best epoch is kept. Metadata: the kind of file, the optimizer's steps and rate,
/// the <see cref="TrainingPosition"/>, and the random state behind the masks of dropout.
/// </remarks>
internal static class ClassifierCheckpoint
{
    private const string Kind = "classifier checkpoint 2";
    private const string ModelPrefix = "model.";
    private const string OptimizerPrefix = "optimizer.";
    private const string KeptPrefix = "kept.";

    /// <summary>Takes the state.</summary>
    /// <param name="step">The steps of the trial, in its own unit.</param>
    /// <param name="position">Where the run stands.</param>
    /// <param name="model">Gives its state, its random numbers and the optimizer's state.</param>
    public static Checkpoint Take(long step, TrainingPosition position, IModel model)
    {
        OptimizerState optimizer = model.GetOptimizerState();
        var metadata = new Dictionary<string, string>
        {
            ["kind"] = Kind,
            ["optimizer.steps"] = Text(optimizer.Steps),
            ["optimizer.lr"] = Text(optimizer.LearningRate),
            ["masks"] = Convert.ToBase64String(model.GetRandomState()),
            ["epochs"] = Text(position.Epochs),
            ["done"] = Text(position.Done),
            ["random"] = Convert.ToBase64String(position.Random),
            ["lr"] = Text(position.Rate),
            ["loss"] = Text(position.Loss),
            ["correct"] = Text(position.Correct),
        };
        IEnumerable<NamedTensor> tensors = [.. Prefixed(ModelPrefix, model.GetState()), .. Prefixed(OptimizerPrefix, optimizer.Tensors)];
        if (position.Kept is { } kept)
        {
            metadata["kept.epoch"] = Text(kept.Epoch);
            metadata["kept.validation"] = Text(kept.ValidationAccuracy);
            metadata["kept.test"] = Text(kept.TestAccuracy);
            tensors = tensors.Concat(Prefixed(KeptPrefix, kept.State));
        }

        var content = new MemoryStream();
        Safetensors.Write(new StateDictionary([.. tensors], metadata), content);
        return new Checkpoint(step, content.ToArray());
    }

    /// <summary>Puts a state back into a model.</summary>
    /// <returns>Where the run goes on.</returns>
    /// <exception cref="InvalidDataException">The content is not such a state.</exception>
    /// <exception cref="StateMismatchException">It is the state of another model or optimizer.</exception>
    public static TrainingPosition Restore(Checkpoint checkpoint, IModel model)
    {
        string name = $"the checkpoint of step {checkpoint.Step}";
        var file = new Reader(Safetensors.Read(new MemoryStream(checkpoint.Content.ToArray()), name), name);
        file.CheckKind();
        double rate = file.Rate("optimizer.lr");
        KeptEpoch? kept = file.Has("kept.epoch")
            ? new KeptEpoch(file.Count("kept.epoch"), file.Number("kept.validation"), file.Number("kept.test"), file.Tensors(KeptPrefix))
            : null;
        var position = new TrainingPosition(
            file.Count("epochs"), file.Count("done"), file.Bytes("random"), file.Rate("lr"), file.Number("loss"), file.Count("correct"), kept);
        model.LoadState(file.Tensors(ModelPrefix));
        model.LoadOptimizerState(new OptimizerState(file.Count("optimizer.steps"), rate, file.Tensors(OptimizerPrefix)));
        try
        {
            model.LoadRandomState(file.Bytes("masks"));
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{name}: {error.Message}", error);
        }

        return position;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static IEnumerable<NamedTensor> Prefixed(string prefix, IEnumerable<NamedTensor> tensors) =>
        tensors.Select(tensor => tensor with { Name = prefix + tensor.Name });

    /// <summary>The entries of a file, each with a message where it is missing or damaged.</summary>
    private sealed class Reader(StateDictionary state, string name)
    {
        public void CheckKind()
        {
            if (Metadata("kind") != Kind)
            {
                throw new InvalidDataException($"{name}: not a {Kind}");
            }
        }

        public bool Has(string key) => state.Metadata.ContainsKey(key);

        public int Count(string key) =>
            int.TryParse(Metadata(key), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : throw Damaged(key);

        public double Number(string key) =>
            double.TryParse(Metadata(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw Damaged(key);

        public double Rate(string key) => Number(key) is var rate && rate > 0 && double.IsFinite(rate) ? rate : throw Damaged(key);

        public byte[] Bytes(string key)
        {
            try
            {
                return Convert.FromBase64String(Metadata(key));
            }
            catch (FormatException)
            {
                throw Damaged(key);
            }
        }

        public IReadOnlyList<NamedTensor> Tensors(string prefix) =>
            [.. state.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(tensor => tensor with { Name = tensor.Name[prefix.Length..] })];

        private string Metadata(string key) =>
            state.Metadata.TryGetValue(key, out string? value) ? value : throw new InvalidDataException($"{name}: it has no '{key}'");

        private InvalidDataException Damaged(string key) => new($"{name}: its '{key}' is damaged");
    }
}
