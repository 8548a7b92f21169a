using System.Globalization;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Jobs.ConvolutionRecovery;

/// <summary>The state between two epochs as a safetensors file: the filters, what the optimizer remembers, and its steps.</summary>
internal static class RecoveryCheckpoint
{
    private const string Model = "model.", Optimizer = "optimizer.";

    /// <summary>Takes the state.</summary>
    public static Checkpoint Take(long epoch, IModel model)
    {
        OptimizerState optimizer = model.GetOptimizerState();
        var metadata = new Dictionary<string, string>
        {
            ["steps"] = optimizer.Steps.ToString(CultureInfo.InvariantCulture),
            ["lr"] = optimizer.LearningRate.ToString("R", CultureInfo.InvariantCulture),
        };
        var content = new MemoryStream();
        Safetensors.Write(new StateDictionary([.. Prefixed(Model, model.GetState()), .. Prefixed(Optimizer, optimizer.Tensors)], metadata), content);
        return new Checkpoint(epoch, content.ToArray());
    }

    /// <summary>Puts a state back.</summary>
    /// <exception cref="TrialException">It is damaged, or that of another layer or optimizer.</exception>
    public static void Restore(Checkpoint checkpoint, IModel model)
    {
        try
        {
            StateDictionary state = Safetensors.Read(new MemoryStream(checkpoint.Content.ToArray()), $"the checkpoint after epoch {checkpoint.Step}");
            model.LoadState(Without(Model, state));
            model.LoadOptimizerState(new OptimizerState(
                long.Parse(state.Metadata["steps"], CultureInfo.InvariantCulture), double.Parse(state.Metadata["lr"], CultureInfo.InvariantCulture), Without(Optimizer, state)));
        }
        catch (Exception error) when (error is InvalidDataException or StateMismatchException or FormatException or KeyNotFoundException or OverflowException)
        {
            throw new TrialException($"the checkpoint after epoch {checkpoint.Step} cannot be used: {error.Message}", error);
        }
    }

    private static IEnumerable<NamedTensor> Prefixed(string prefix, IEnumerable<NamedTensor> tensors) => tensors.Select(tensor => tensor with { Name = prefix + tensor.Name });

    private static IReadOnlyList<NamedTensor> Without(string prefix, StateDictionary state) =>
        [.. state.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(tensor => tensor with { Name = tensor.Name[prefix.Length..] })];
}
