#:project ../../Client/Client.csproj
#:property PublishAot=false
// Submits an experiment to a server and follows it: a bar for each running trial, a line for each that has ended, and the best one at the end.
//
//   dotnet run examples/scripts/sweep.cs -- examples/mnist-learning-rates.yaml
//
// ACTORTRAINING_SERVER and ACTORTRAINING_TOKEN say where the server is; without them it is http://localhost:5080.
// Ctrl-C leaves the experiment to the server. Exit code: 0 completed, 1 it was refused, stopped or failed, 130 left.

using System.Globalization;
using ActorTraining.Client;
using ActorTraining.Experiments;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var file])
{
    Console.Error.WriteLine("usage: dotnet run examples/scripts/sweep.cs -- <spec.yaml>");
    return 1;
}

using var leave = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    leave.Cancel();
};

string? id = null;
try
{
    using var client = ActorTrainingClient.FromEnvironment();
    id = await client.SubmitFileAsync(file, leave.Token);
    Console.WriteLine($"{id} on {client.Server}");

    var board = new Board();
    await foreach (var happened in client.WatchAsync(id, cancel: leave.Token))
        board.Take(happened);

    var ended = await client.GetAsync(id, leave.Token);
    Console.WriteLine($"{ended.State} {ended.Reason}".TrimEnd().ToLowerInvariant());
    if (ended.BestTrial is { } best)
        Console.WriteLine($"best: trial {best}, {ended.Spec.Objective.Metric} {ended.BestValue:G6}");
    return ended.State == ExperimentState.Completed ? 0 : 1;
}
catch (OperationCanceledException) when (leave.IsCancellationRequested)
{
    Console.Error.WriteLine(id is null ? "nothing was submitted" : $"{id} goes on by itself; 'actortrain stop {id}' would end it");
    return 130;
}
catch (InvalidSpecException invalid)
{
    foreach (var error in invalid.Errors)
        Console.Error.WriteLine(error);
    return 1;
}
catch (Exception error) when (error is HttpRequestException or UnauthorizedAccessException or StoreException or IOException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

/// <summary>What is on the screen: lines that stay, and below them the running trials, drawn over themselves.</summary>
internal sealed class Board
{
    private const int Width = 24;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly SortedDictionary<int, TrialInfo> _running = [];
    private readonly bool _moves = !Console.IsOutputRedirected;
    private long _drawn;
    private int _lines;

    public void Take(ExperimentEvent happened)
    {
        switch (happened)
        {
            case TrialProgressed { Trial: var trial }:
                _running[trial.Number] = trial;
                break;
            case TrialChanged { Trial: { State: TrialState.Running } trial }:
                _running[trial.Number] = trial;
                break;
            case TrialChanged { Trial: var trial }:
                _running.Remove(trial.Number);
                if (trial.State.IsFinal())
                    Say($"trial {trial.Number} {trial.State.ToString().ToLowerInvariant()}: {Choices(trial)} -> {trial.Objective?.ToString("G6") ?? trial.Error ?? "no value"}");
                break;
        }

        Draw();
    }

    private void Say(string line)
    {
        Clear();
        Console.WriteLine(line);
        _drawn = 0;
    }

    private void Draw()
    {
        if (!_moves || System.Diagnostics.Stopwatch.GetElapsedTime(_drawn) < Pause)
            return;
        Clear();
        foreach (var trial in _running.Values.Take(Math.Max(1, Console.WindowHeight - 3)))
        {
            var filled = trial.Steps == 0 ? 0 : (int)(Width * trial.Step / trial.Steps);
            var line = $"{trial.Number,4} {new string('━', filled)}{new string('─', Width - filled)} {trial.Step:0}/{trial.Steps} {Choices(trial)} {trial.Objective:G4}";
            Console.WriteLine(line.Length < Console.WindowWidth ? line : line[..(Console.WindowWidth - 1)]);
            _lines++;
        }

        _drawn = System.Diagnostics.Stopwatch.GetTimestamp();
    }

    private void Clear()
    {
        if (_lines > 0)
            Console.Write($"\u001b[{_lines}A\u001b[J");
        _lines = 0;
    }

    private static string Choices(TrialInfo trial) => string.Join(' ', trial.Choices.Select(choice => $"{choice.Key}={choice.Value}"));
}
