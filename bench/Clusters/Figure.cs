namespace ActorTraining.Bench.Clusters;

/// <summary>Something that was measured several times.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">In what.</param>
/// <param name="Values">Every measurement, in its order.</param>
internal sealed record Figure(string Name, string Unit, IReadOnlyList<double> Values)
{
    public double Median
    {
        get
        {
            double[] sorted = [.. Values.Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    public double Least => Values.Min();

    public double Most => Values.Max();
}
