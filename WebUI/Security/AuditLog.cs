using System.Text;
using System.Text.Json;
using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Security;

/// <summary>Who did what and when: lines of JSON at the end of a file that nothing is ever taken out of, and messages of the log category <see cref="Category"/>.</summary>
internal sealed partial class AuditLog : IDisposable
{
    /// <summary>The log category.</summary>
    public const string Category = "ActorTraining.Audit";

    private const int MostText = 500;
    private const int Part = 64 << 10;

    private readonly Lock _gate = new();
    private readonly ILogger _log;
    private readonly FileStream _file;

    /// <summary>Opens the file; it is created where there is none.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public AuditLog(string path, ILoggerFactory logs)
    {
        _log = logs.CreateLogger(Category);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _file = new FileStream(path, options);
    }

    /// <summary>Adds an entry.</summary>
    public void Add(AuditEntry entry)
    {
        entry = entry with { Detail = Short(entry.Detail), Refusal = Short(entry.Refusal), Experiment = Short(entry.Experiment) };
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entry, ExperimentJson.Options), (byte)'\n'];
        lock (_gate)
        {
            _file.Write(line);
        }

        LogEntry(_log, entry.User, entry.Address, entry.Action, entry.Experiment, entry.Trial, entry.Detail, entry.Refusal);
    }

    /// <summary>The newest entries, the newest first.</summary>
    public IReadOnlyList<AuditEntry> Newest(int most)
    {
        using var file = new FileStream(_file.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var entries = new List<AuditEntry>();
        foreach (var line in LinesFromTheEnd(file))
        {
            if (entries.Count == most)
            {
                break;
            }

            if (Parse(line) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static IEnumerable<byte[]> LinesFromTheEnd(FileStream file)
    {
        byte[] rest = [];
        for (var end = file.Length; end > 0;)
        {
            var part = new byte[(int)Math.Min(Part, end)];
            end -= part.Length;
            file.Position = end;
            file.ReadExactly(part);
            byte[] text = [.. part, .. rest];
            for (var last = text.AsSpan().LastIndexOf((byte)'\n'); last >= 0; last = text.AsSpan().LastIndexOf((byte)'\n'))
            {
                yield return text[(last + 1)..];
                text = text[..last];
            }

            rest = text;
        }

        yield return rest;
    }

    // The last line of a process that was killed may be half a line.
    private static AuditEntry? Parse(byte[] line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<AuditEntry>(Encoding.UTF8.GetString(line), ExperimentJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Short(string? text) => text?.Length > MostText ? text[..MostText] + "…" : text;

    [LoggerMessage(Level = LogLevel.Information, Message = "{User} from {Address}: {Action} {Experiment} {Trial} {Detail} {Refusal}")]
    private static partial void LogEntry(ILogger log, string user, string? address, string action, string? experiment, int? trial, string? detail, string? refusal);
}
