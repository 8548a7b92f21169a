using System.Text;

namespace ActorTraining.Training.Data;

/// <summary>The lines of a list of images or classes: values with commas between them, in double quotes where they contain one.</summary>
internal sealed class ListLines
{
    private const long MostBytes = 256 << 20;

    private readonly string _file;

    private ListLines(string file, IReadOnlyList<(int Number, string[] Values)> lines)
    {
        _file = file;
        Lines = lines;
    }

    /// <summary>Each line that is not empty: its number, from 1, and its values, without the blanks around them.</summary>
    public IReadOnlyList<(int Number, string[] Values)> Lines { get; }

    /// <summary>Reads a list.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is not there, is no text, or a quote is not closed.</exception>
    public static ListLines Read(string path)
    {
        string file = Path.GetFileName(path);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes } large)
            {
                throw new InvalidDataException($"{path}: has {large.Length:N0} bytes; a list has at most {MostBytes:N0}");
            }

            string[] lines = File.ReadAllLines(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var read = new List<(int, string[])>(lines.Length);
            for (int i = 0; i < lines.Length; i++)
            {
                if (!string.IsNullOrWhiteSpace(lines[i]))
                {
                    read.Add((i + 1, Split(lines[i]) ?? throw new InvalidDataException($"{file}, line {i + 1}: a quote is not closed")));
                }
            }

            return new ListLines(file, read);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{path}: is not there", error);
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"{path}: is not a text in UTF-8", error);
        }
    }

    /// <summary>A fault of a line, named.</summary>
    public InvalidDataException Fault(int line, string rule) => new($"{_file}, line {line}: {rule}");

    /// <summary>Does something with a line whose faults are to be named.</summary>
    /// <exception cref="InvalidDataException">The action threw one; the message begins with file and line.</exception>
    public T At<T>(int line, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (InvalidDataException error)
        {
            throw Fault(line, error.Message);
        }
    }

    private static string[]? Split(string line)
    {
        var values = new List<string>();
        var value = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char letter = line[i];
            if (letter == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                value.Append('"');
                i++;
            }
            else if (letter == '"' && (quoted || string.IsNullOrWhiteSpace(value.ToString())))
            {
                quoted = !quoted;
            }
            else if (letter == ',' && !quoted)
            {
                values.Add(value.ToString().Trim());
                value.Clear();
            }
            else
            {
                value.Append(letter);
            }
        }

        values.Add(value.ToString().Trim());
        return quoted ? null : [.. values];
    }
}
