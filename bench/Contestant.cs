namespace ActorTraining.Bench;

/// <summary>One way to do the work of a benchmark.</summary>
/// <param name="name">For the table.</param>
/// <param name="run">Does the work once; gives the seconds and the mean loss, by which the contestants can be seen to do the same work.</param>
internal sealed class Contestant(string name, Func<(double Seconds, double Loss)> run)
{
    private readonly List<double> _seconds = [];

    public string Name => name;

    /// <summary>The seconds of the first run, which warms up: caches, and the compiler of ours.</summary>
    public double First { get; private set; }

    /// <summary>The mean loss of the first run.</summary>
    public double FirstLoss { get; private set; }

    /// <summary>The seconds of the runs that count.</summary>
    public IReadOnlyList<double> Seconds => _seconds;

    public double Median
    {
        get
        {
            double[] sorted = [.. _seconds.Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    public double Least => _seconds.Min();

    public void WarmUp() => (First, FirstLoss) = run();

    public void Run() => _seconds.Add(run().Seconds);
}
