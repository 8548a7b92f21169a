using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Security;

/// <summary>Who did what and when: lines of JSON at the end of a file, and messages of the log category <see cref="Category"/>.</summary>
/// <remarks>
/// Nothing is ever taken out. A file that has grown to its size is put aside under the time of that, <c>audit-20261128T171500123Z.jsonl</c> beside <c>audit.jsonl</c>, and a new
/// one is begun: whoever looks after the machine decides how long those are kept.
/// </remarks>
internal sealed partial class AuditLog : IDisposable
{
    /// <summary>The bytes from which on a file is put aside.</summary>
    public const long UsualSize = 16 << 20;

    /// <summary>The log category.</summary>
    public const string Category = "ActorTraining.Audit";

    private const int MostText = 500;
    private const int Part = 64 << 10;

    private readonly Lock _gate = new();
    private readonly ILogger _log;
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly long _size;
    private FileStream _file;

    /// <summary>Opens the file; it is created where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="logs">Take the messages.</param>
    /// <param name="time">The clock.</param>
    /// <param name="size">The bytes from which on it is put aside.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public AuditLog(string path, ILoggerFactory logs, TimeProvider? time = null, long size = UsualSize)
    {
        (_log, _path, _time, _size) = (logs.CreateLogger(Category), Path.GetFullPath(path), time ?? TimeProvider.System, size);
        _file = Open();
    }

    /// <summary>Adds an entry.</summary>
    public void Add(AuditEntry entry)
    {
        entry = entry with { Detail = Short(entry.Detail), Refusal = Short(entry.Refusal), Experiment = Short(entry.Experiment) };
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entry, ExperimentJson.Options), (byte)'\n'];
        lock (_gate)
        {
            _file.Write(line);
            if (_file.Length >= _size)
            {
                PutAside();
            }
        }

        LogEntry(_log, entry.User, entry.Address, entry.Action, entry.Experiment, entry.Trial, entry.Detail, entry.Refusal);
    }

    /// <summary>The newest entries, the newest first.</summary>
    public IReadOnlyList<AuditEntry> Newest(int most)
    {
        List<string> files;
        lock (_gate)
        {
            files = [_path, .. Directory.GetFiles(Folder, Aside("*")).OrderDescending(StringComparer.Ordinal)];
        }

        return [.. files.SelectMany(LinesFromTheEnd).Select(Parse).OfType<AuditEntry>().Take(most)];
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private string Folder => Path.GetDirectoryName(_path)!;

    private string Aside(string time) => $"{Path.GetFileNameWithoutExtension(_path)}-{time}{Path.GetExtension(_path)}";

    private FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(_path, options);
    }

    // Where it cannot be put aside it goes on growing: a large file is better than an entry that is missing.
    private void PutAside()
    {
        var aside = Path.Combine(Folder, Aside(_time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)));
        try
        {
            File.Move(_path, aside);
            var full = _file;
            _file = Open();
            full.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotPutAside(_log, _path, e.Message);
        }
    }

    private static IEnumerable<byte[]> LinesFromTheEnd(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} is full and cannot be put aside, so it goes on growing: {Error}")]
    private static partial void LogNotPutAside(ILogger log, string path, string error);
}
