using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Jobs.Filters;

/// <summary>Opens a weights file of any format that the library reads, told by its name.</summary>
internal static class WeightsFile
{
    private const string VggAddress = "https://download.pytorch.org/models/vgg16-397923af.pth";

    /// <summary>Reads a file.</summary>
    /// <param name="path">A <c>.pt</c>, <c>.pth</c>, <c>.safetensors</c> or <c>.npz</c> file.</param>
    /// <exception cref="TrialException">It is not there, of another kind, or not sound; the message says what would be right.</exception>
    public static StateDictionary Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new TrialException(
                $"params.weights: the file '{path}' is not there. For VGG16 download {VggAddress} (528 MB) and name it here; for a network that was trained here name its weights.safetensors or weights.pt.");
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".pt" or ".pth" => TorchFile.Read(file, path),
                ".safetensors" => Safetensors.Read(file, path),
                ".npz" => NumpyArchive.Read(file, path),
                var other => throw new TrialException($"params.weights: '{other}' is no format of weights; .pt, .pth, .safetensors and .npz are"),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new TrialException($"params.weights: {error.Message}", error);
        }
    }
}
