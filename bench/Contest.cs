using System.Globalization;
using System.Text.Json;

namespace ActorTraining.Bench;

/// <summary>Contestants that do the same work in turns, and what comes out of it.</summary>
/// <param name="id">The name of the benchmark: <c>P1</c>.</param>
/// <param name="title">What is measured.</param>
/// <param name="peer">The process of the peer; null where there is none.</param>
/// <param name="contestants">The first one is what the others are compared with.</param>
internal sealed class Contest(string id, string title, TorchPeer? peer, IReadOnlyList<Contestant> contestants)
{
    private static readonly JsonSerializerOptions JsonLayout = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Runs it.</summary>
    /// <param name="repeat">The turns of each.</param>
    /// <param name="tolerance">How far the losses of the first turns may be apart.</param>
    /// <exception cref="BenchmarkException">They are further apart: the contestants do not do the same work.</exception>
    public void Run(int repeat, double tolerance)
    {
        foreach (Contestant contestant in contestants)
            contestant.WarmUp();
        foreach (Contestant contestant in contestants)
        {
            if (!(Math.Abs(contestant.FirstLoss - contestants[0].FirstLoss) <= tolerance))
                throw new BenchmarkException(
                    $"{contestant.Name} ends its first epoch with the loss {contestant.FirstLoss:F4}, {contestants[0].Name} with {contestants[0].FirstLoss:F4}: they do not do the same work");
        }

        for (int turn = 0; turn < repeat; turn++)
        {
            foreach (Contestant contestant in contestants)
                contestant.Run();
        }
    }

    /// <summary>Prints the table.</summary>
    public void Print()
    {
        Machine machine = Machine.Current;
        Console.WriteLine($"{id}: {title}, one thread each, {contestants[0].Seconds.Count} alternating turns");
        Console.WriteLine($"{machine.Processor}, {machine.LogicalProcessors} logical processors, {machine.InstructionSet}; {machine.Runtime}{(peer is null ? "" : $"; PyTorch {peer.Version} on {peer.Blas}")}");
        Console.WriteLine();
        Console.WriteLine($"{"",-22}{"median s",10}{"least s",10}{"first s",10}{"first loss",12}{"ratio",8}");
        foreach (Contestant contestant in contestants)
        {
            string ratio = (contestants[0].Median / contestant.Median).ToString("F2", CultureInfo.InvariantCulture);
            Console.WriteLine($"{contestant.Name,-22}{contestant.Median,10:F4}{contestant.Least,10:F4}{contestant.First,10:F4}{contestant.FirstLoss,12:F4}{ratio,8}");
        }
    }

    /// <summary>Writes the figures.</summary>
    public void Write(FileInfo json)
    {
        var document = new
        {
            benchmark = id,
            time = DateTimeOffset.UtcNow,
            machine = Machine.Current,
            peer = peer is null ? null : new { torch = peer.Version, blas = peer.Blas },
            contestants = contestants.Select(contestant => new
            {
                contestant.Name,
                contestant.Median,
                contestant.Least,
                contestant.First,
                contestant.FirstLoss,
                Ratio = contestants[0].Median / contestant.Median,
                contestant.Seconds,
            }),
        };
        json.Directory!.Create();
        File.WriteAllText(json.FullName, JsonSerializer.Serialize(document, JsonLayout));
    }
}
