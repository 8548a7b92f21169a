#:project ../../Client/Client.csproj
#:property PublishAot=false
// Runs the trials of an experiment with 'job: external' here: submits it, or takes part in one that there is, and computes Branin's function for the parameters it is given.
//
//   dotnet run examples/scripts/ask-tell.cs -- examples/scripts/branin.yaml
//   dotnet run examples/scripts/ask-tell.cs -- <experiment>
//
// As many as you like may run at once, on as many machines. One that is killed costs nothing: its trial is given to another when its lease ends.
// ACTORTRAINING_SERVER and ACTORTRAINING_TOKEN say where the server is; without them it is http://localhost:5080.
// Exit code: 0 the experiment has come to its end, 1 it was refused, 130 left.

using System.Globalization;
using ActorTraining.Client;
using ActorTraining.Client.External;
using ActorTraining.Experiments;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var which])
{
    Console.Error.WriteLine("usage: dotnet run examples/scripts/ask-tell.cs -- <spec.yaml or experiment>");
    return 1;
}

using var leave = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    leave.Cancel();
};

try
{
    using var client = ActorTrainingClient.FromEnvironment();
    var id = File.Exists(which) ? await client.SubmitFileAsync(which, leave.Token) : which;
    Console.WriteLine($"{id} on {client.Server}");

    var worker = new ExternalWorker(client, id);
    var completed = await worker.RunAsync(
        async (trial, stop) =>
        {
            double x = trial.Parameters.GetProperty("x").GetDouble(), y = trial.Parameters.GetProperty("y").GetDouble();
            double value = Branin(x, y);
            await trial.ReportAsync(1, new Dictionary<string, double> { ["value"] = value }, steps: 1);
            Console.WriteLine($"trial {trial.Number}: x={x:g4} y={y:g4} -> {value:g6}");
        },
        leave.Token);

    var ended = await client.GetAsync(id);
    Console.WriteLine($"{completed} trials ran here; best: trial {ended.BestTrial}, {ended.BestValue:g6}");
    return 0;
}
catch (OperationCanceledException)
{
    return 130;
}
catch (InvalidSpecException invalid)
{
    Console.Error.WriteLine(string.Join(Environment.NewLine, invalid.Errors));
    return 1;
}
catch (Exception error) when (error is UnknownExperimentException or InvalidOperationException or HttpRequestException or UnauthorizedAccessException or StoreException or IOException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

static double Branin(double x, double y)
{
    double bend = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
    return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x) + 10;
}
