using System.Text.Json;
using ActorTraining.Training.Models;

namespace ActorTraining.Training.Jobs.ReferenceCheck;

/// <summary>The stored values of PyTorch.</summary>
/// <param name="Generator">What made them: script and version.</param>
/// <param name="Cases">The cases.</param>
internal sealed record ReferenceFile(string Generator, IReadOnlyList<ReferenceCase> Cases)
{
    /// <summary>The values that came with this build.</summary>
    public static ReferenceFile Load()
    {
        using Stream stream = typeof(ReferenceFile).Assembly.GetManifestResourceStream("reference-check.json")!;
        return JsonSerializer.Deserialize<ReferenceFile>(stream, SpecJson.Options)!;
    }
}
