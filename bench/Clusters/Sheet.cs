using System.Globalization;
using System.Text.Json;

namespace ActorTraining.Bench.Clusters;

/// <summary>The figures of one benchmark, as a table and as JSON.</summary>
/// <param name="Benchmark">Its number: <c>P6</c>.</param>
/// <param name="Work">What was done.</param>
/// <param name="Target">What is wanted.</param>
/// <param name="Figures">What was measured.</param>
internal sealed record Sheet(string Benchmark, string Work, string Target, IReadOnlyList<Figure> Figures)
{
    private static readonly JsonSerializerOptions JsonLayout = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public void Show(FileInfo json)
    {
        Machine machine = Machine.Current;
        Console.WriteLine($"{Benchmark}: {Work}");
        Console.WriteLine($"{machine.Processor}, {machine.LogicalProcessors} logical processors; {machine.Runtime}");
        Console.WriteLine($"target: {Target}");
        Console.WriteLine();
        Console.WriteLine($"{"",-44}{"median",14}{"least",14}{"most",14}  n");
        foreach (Figure figure in Figures)
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{$"{figure.Name}, {figure.Unit}",-44}{figure.Median,14:G5}{figure.Least,14:G5}{figure.Most,14:G5}  {figure.Values.Count}"));
        json.Directory!.Create();
        File.WriteAllText(json.FullName, JsonSerializer.Serialize(new { Benchmark, Work, Target, Time = DateTimeOffset.UtcNow, Machine = machine, Figures }, JsonLayout));
    }
}
