using System.Text;

namespace ActorTraining.Training.Weights;

/// <summary>Turns whatever a damaged or hostile file leads to into one kind of error that names the file.</summary>
internal static class UntrustedFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="name">What the messages call it.</param>
    /// <param name="read">Reads it; throws <see cref="InvalidDataException"/> with the rule that the file breaks.</param>
    /// <exception cref="InvalidDataException">The file breaks a rule, ends early or cannot be decoded.</exception>
    public static T Read<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException($"{name}: it ends before all of its content was there", error);
        }
        catch (Exception error) when (error is InvalidDataException or DecoderFallbackException or IOException or NotSupportedException)
        {
            throw new InvalidDataException($"{name}: {error.Message}", error);
        }
    }
}
