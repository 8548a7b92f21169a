using System.Text.Json;

namespace ActorTraining.Training.Data;

/// <summary>Remembers in a file which files of a folder were found right, so that they are not hashed again at every start.</summary>
/// <remarks>A mark holds for the length and the time of change that the file had then; a file that changed since is checked again.</remarks>
internal sealed class VerifiedMarks
{
    private const string FileName = "verified.json";

    private readonly string _path;
    private readonly Dictionary<string, Mark> _marks;

    private VerifiedMarks(string path, Dictionary<string, Mark> marks)
    {
        _path = path;
        _marks = marks;
    }

    /// <summary>Reads the marks of a folder; none where the file is missing or damaged, for then everything is checked anew.</summary>
    public static VerifiedMarks Load(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            byte[] json = File.ReadAllBytes(path);
            return new VerifiedMarks(path, JsonSerializer.Deserialize<Dictionary<string, Mark>>(json) ?? []);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return new VerifiedMarks(path, []);
        }
    }

    /// <summary>Whether the file was found right and has not changed since.</summary>
    public bool Holds(DatasetFile file, FileInfo info) =>
        _marks.TryGetValue(file.Name, out Mark? mark) && mark == MarkOf(file, info);

    /// <summary>Remembers that the file was found right.</summary>
    public void Set(DatasetFile file, FileInfo info)
    {
        _marks[file.Name] = MarkOf(file, info);
        string beside = $"{_path}.{Environment.ProcessId}";
        try
        {
            File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(_marks));
            File.Move(beside, _path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A cache that this user may only read works as well, with a hash at every start.
        }
    }

    private static Mark MarkOf(DatasetFile file, FileInfo info) => new(info.Length, info.LastWriteTimeUtc.Ticks, file.Sha256);

    private sealed record Mark(long Length, long Modified, string Sha256);
}
