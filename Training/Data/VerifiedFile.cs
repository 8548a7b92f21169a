using System.Security.Cryptography;

namespace ActorTraining.Training.Data;

/// <summary>Writes files into the cache so that none is ever there under its name before its content was found right.</summary>
internal static class VerifiedFile
{
    private const int BufferSize = 1 << 17;

    /// <summary>Writes a file beside its place, checks length and hash, and moves it there.</summary>
    /// <param name="content">The uncompressed content; read to its end, or to the first byte too many.</param>
    /// <param name="file">Name, length and hash that the content must have.</param>
    /// <param name="folder">Where the file belongs.</param>
    /// <param name="cancellation">Ends the work; nothing is left behind.</param>
    /// <exception cref="InvalidDataException">The content is not that of the file; nothing is left behind.</exception>
    public static async Task WriteAsync(Stream content, DatasetFile file, string folder, CancellationToken cancellation)
    {
        string place = Path.Combine(folder, file.Name);
        string beside = place + ".unpacking";
        try
        {
            await CopyCheckedAsync(content, file, beside, cancellation).ConfigureAwait(false);
            File.Move(beside, place, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>The SHA-256 of a file, 64 lower-case hexadecimal digits.</summary>
    public static string Hash(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static async Task CopyCheckedAsync(Stream content, DatasetFile file, string target, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var output = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize, useAsync: true))
        {
            byte[] buffer = new byte[BufferSize];
            int read;
            while ((read = await content.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                if (output.Position + read > file.Length)
                {
                    throw new InvalidDataException($"{file.Name} is longer than the expected {file.Length:N0} bytes");
                }

                hash.AppendData(buffer, 0, read);
                await output.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }

            if (output.Position != file.Length)
            {
                throw new InvalidDataException($"{file.Name} has {output.Position:N0} bytes, expected {file.Length:N0}");
            }

            output.Flush(flushToDisk: true);
        }

        string actual = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (actual != file.Sha256)
        {
            throw new InvalidDataException($"{file.Name} has the SHA-256 {actual}, expected {file.Sha256}");
        }
    }
}
