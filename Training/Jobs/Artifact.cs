using System.Text;

namespace ActorTraining.Training.Jobs;

/// <summary>A file that a trial produced: weights, a picture, a table.</summary>
/// <param name="Name">A relative name with forward slashes, for example <c>weights.safetensors</c> or <c>filters/0.png</c>.</param>
/// <param name="MediaType">For example <c>image/png</c>, <c>application/octet-stream</c>.</param>
/// <param name="Content">The bytes.</param>
public sealed record Artifact(string Name, string MediaType, ReadOnlyMemory<byte> Content)
{
    /// <summary>A file of text in UTF-8.</summary>
    /// <param name="name">Its relative name.</param>
    /// <param name="mediaType">For example <c>text/markdown</c>, <c>text/csv</c>, <c>image/svg+xml</c>.</param>
    /// <param name="content">The text.</param>
    public static Artifact OfText(string name, string mediaType, string content) => new(name, mediaType, Encoding.UTF8.GetBytes(content));
}
