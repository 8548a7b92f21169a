using ActorTraining.Experiments;

namespace ActorTraining.Grains.Trials;

/// <summary>The points and log lines of an attempt that wait for a report. A report takes as much of them as surely fits into a message.</summary>
internal sealed class ReportBacklog
{
    // In characters, each of which may take six bytes in a message: a transport takes 32 MB.
    private const int MostPerReport = 4_000_000;
    private const int MostLog = 2 * MostPerReport;

    // What stands around a name or a line.
    private const int Frame = 100;

    // A job that reports faster than the store takes is held back here; 10,000 points are some hundred kilobytes.
    private const int MostPending = 10_000;
    private const int MostLineLength = 10_000;

    private readonly Queue<MetricPoint> _points = [];
    private readonly Queue<string> _lines = [];
    private long _logSize;
    private int _leftOut;

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _points.Count == 0 && _lines.Count == 0 && _leftOut == 0;

    /// <summary>Whether points wait.</summary>
    public bool HasPoints => _points.Count > 0;

    /// <summary>Whether so much waits that the job should be held back.</summary>
    public bool IsFull => _points.Count >= MostPending || _lines.Count >= MostPending || _logSize >= MostPerReport;

    /// <summary>A text as it fits into a log line.</summary>
    public static string Shorten(string text) => text.Length <= MostLineLength ? text : text[..MostLineLength] + " …";

    /// <summary>Adds a point.</summary>
    public void Add(MetricPoint point) => _points.Enqueue(point);

    /// <summary>Adds a log line; where far too many wait already it is left out, and the log says so.</summary>
    /// <param name="line">The line, shortened where it is very long.</param>
    /// <param name="isVital">Whether it must not be left out.</param>
    public void Add(string line, bool isVital = false)
    {
        line = Shorten(line);
        if (!isVital && _logSize + line.Length + Frame > MostLog)
        {
            _leftOut++;
            return;
        }

        TellLeftOut();
        Enqueue(line);
    }

    /// <summary>Takes what the next report can tell, points first.</summary>
    public (List<MetricPoint> Points, List<string> Log) Take()
    {
        var (points, log) = (new List<MetricPoint>(), new List<string>());
        long size = 0;
        while (size < MostPerReport && _points.TryDequeue(out var point))
        {
            points.Add(point);
            size += point.Metric.Length + Frame;
        }

        while (size < MostPerReport && _lines.TryDequeue(out var line))
        {
            log.Add(line);
            size += line.Length + Frame;
            _logSize -= line.Length + Frame;
            if (_lines.Count == 0)
            {
                TellLeftOut();
            }
        }

        return (points, log);
    }

    private void TellLeftOut()
    {
        if (_leftOut > 0)
        {
            Enqueue($"{_leftOut} log {(_leftOut == 1 ? "line was" : "lines were")} left out here: more came than could be told");
            _leftOut = 0;
        }
    }

    private void Enqueue(string line)
    {
        _lines.Enqueue(line);
        _logSize += line.Length + Frame;
    }
}
