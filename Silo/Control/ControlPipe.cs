using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ActorTraining.Experiments;

namespace ActorTraining.Silo.Control;

/// <summary>How commands find the process that runs the experiments of a store, and how they talk: a named pipe of this user, a line there and a line back.</summary>
internal static class ControlPipe
{
    /// <summary>The longest line; specs are far shorter.</summary>
    private const int MostBytes = 4 << 20;

    /// <summary>This build's version; two that talk have to be of one.</summary>
    public static string Version { get; } = typeof(ControlPipe).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The pipe's name for a store.</summary>
    public static string NameFor(string store) => $"actortrain-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(store)))[..24]}";

    /// <summary>Writes one line.</summary>
    public static async Task WriteAsync<T>(Stream pipe, T message, CancellationToken cancel)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message, ExperimentJson.Options), (byte)'\n'];
        await pipe.WriteAsync(line, cancel);
        await pipe.FlushAsync(cancel);
    }

    /// <summary>Reads one line.</summary>
    /// <exception cref="InvalidDataException">The line is too long, incomplete, or says something else.</exception>
    public static async Task<T> ReadAsync<T>(Stream pipe, CancellationToken cancel)
    {
        using var line = new MemoryStream();
        var part = new byte[16 << 10];
        while (await pipe.ReadAsync(part, cancel) is > 0 and var read)
        {
            line.Write(part, 0, read);
            if (part[read - 1] == '\n')
            {
                return Parse<T>(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
            }

            if (line.Length > MostBytes)
            {
                throw new InvalidDataException($"a message has more than {MostBytes} bytes");
            }
        }

        throw new InvalidDataException("the other side ended in the middle of a message");
    }

    /// <summary>Understands one line.</summary>
    /// <exception cref="InvalidDataException">It says something else.</exception>
    public static T Parse<T>(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, ExperimentJson.Options) ?? throw new InvalidDataException("a message is empty");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"a message is not understood: {e.Message}", e);
        }
    }
}
