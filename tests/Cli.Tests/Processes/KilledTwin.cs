using ActorTraining.Cli.Tests.Fakes;

namespace ActorTraining.Cli.Tests.Processes;

/// <summary>One spec run twice in real processes: once left alone, and once killed at given moments and gone on with each time.</summary>
/// <param name="spec">The spec.</param>
/// <param name="slots">How many trials run at once.</param>
/// <param name="store">The store of a run, by its name.</param>
internal sealed class KilledTwin(string spec, int slots, Func<string, string> store) : IDisposable
{
    private const string Undisturbed = "undisturbed";
    private const string Killed = "killed";

    private readonly Workplace _workplace = new();

    /// <summary>Runs it without a disturbance.</summary>
    /// <returns>What was written to the terminal.</returns>
    public async Task<string> RunUndisturbedAsync()
    {
        using var run = Start(Undisturbed);
        Assert.Equal((0, ""), await run.EndAsync());
        return run.Out;
    }

    /// <summary>Runs it, kills it whenever a line with the words of the next moment comes, and resumes it.</summary>
    /// <returns>What was written to the terminal by the process that came to the end.</returns>
    public async Task<string> RunKilledAsync(params IReadOnlyList<string> moments)
    {
        foreach (var (index, moment) in moments.Index())
        {
            using var killed = index == 0 ? Start(Killed) : Start(Killed, "--resume");
            await killed.WaitForLineAsync(moment);
            killed.KillHard();
            await killed.EndAsync();
        }

        using var last = Start(Killed, "--resume");
        Assert.Equal((0, ""), await last.EndAsync());
        return last.Out;
    }

    /// <summary>Requires a file of both reports to be the same to the last bit.</summary>
    public void AssertSame(string file) => Assert.True(File.ReadAllBytes(PathOf(Undisturbed, file)).SequenceEqual(File.ReadAllBytes(PathOf(Killed, file))), $"{file} differs");

    /// <summary>The lines of a file of both reports, of the undisturbed run's first.</summary>
    public (string[] Undisturbed, string[] Killed) Lines(string file) => (File.ReadAllLines(PathOf(Undisturbed, file)), File.ReadAllLines(PathOf(Killed, file)));

    /// <summary>Starts a run.</summary>
    /// <param name="name">Names its store and the folder of its report.</param>
    /// <param name="more">Further options.</param>
    public ActorTrainProcess Start(string name, params string[] more)
    {
        _workplace.Write("spec.yaml", spec);
        return ActorTrainProcess.Start(_workplace.Folder, ["run", "spec.yaml", "--store", store(name), "--report", name, "--slots", $"{slots}", .. more]);
    }

    /// <summary>Starts another command beside it.</summary>
    public ActorTrainProcess StartBeside(params string[] arguments) => ActorTrainProcess.Start(_workplace.Folder, arguments);

    public void Dispose() => _workplace.Dispose();

    private string PathOf(string run, string file) => Path.Combine(_workplace.Folder, run, file);
}
