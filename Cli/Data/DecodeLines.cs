using System.Globalization;
using ActorTraining.Cli.Output;
using ActorTraining.Training.Data;

namespace ActorTraining.Cli.Data;

/// <summary>Tells in two lines that the pictures of a data set are being decoded, and that they are.</summary>
internal sealed class DecodeLines(TextWriter writer) : IProgress<DecodeProgress>
{
    private readonly Lock _lock = new();
    private bool _begun;

    /// <inheritdoc/>
    public void Report(DecodeProgress value)
    {
        lock (_lock)
        {
            if (!_begun)
                Tell("decoding", value);
            _begun = true;
            if (value.Done == value.Total)
                Tell("decoded", value);
        }
    }

    private void Tell(string what, DecodeProgress value) =>
        writer.WriteLine(PlainText.Of(string.Create(CultureInfo.InvariantCulture, $"{what} {value.Total:N0} images of {value.Dataset}")));
}
