using ActorTraining.Training.Models;

namespace ActorTraining.Training.Torch;

/// <summary>How many samples are judged at once.</summary>
internal static class EvaluationBatch
{
    private const int MostOnProcessor = 256, MostOnGpu = 2048;

    /// <summary>The most values that the layers may hold, where one sample does not have more.</summary>
    private const long MostValues = 1 << 25;

    /// <summary>The number for a model.</summary>
    public static int Of(ModelSpec model, bool isGpu) =>
        (int)Math.Clamp(MostValues / model.InputShapes().Sum(shape => (long)shape.Length), 1, isGpu ? MostOnGpu : MostOnProcessor);
}
