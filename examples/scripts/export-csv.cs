#:project ../../Client/Client.csproj
#:property PublishAot=false
// Writes an experiment's trials and metrics as CSV files.
//
//   dotnet run examples/scripts/export-csv.cs -- mnist-learning-rates-zdswph [folder]
//
// ACTORTRAINING_SERVER and ACTORTRAINING_TOKEN say where the server is; without them it is http://localhost:5080.

using ActorTraining.Client;
using ActorTraining.Experiments;

if (args is not ([_] or [_, _]))
{
    Console.Error.WriteLine("usage: dotnet run examples/scripts/export-csv.cs -- <experiment> [folder]");
    return 1;
}

try
{
    using var client = ActorTrainingClient.FromEnvironment();
    var folder = Directory.CreateDirectory(args.ElementAtOrDefault(1) ?? ".").FullName;
    await WriteAsync("trials", client.ExportTrialsAsync);
    await WriteAsync("metrics", client.ExportMetricsAsync);
    return 0;

    async Task WriteAsync(string name, Func<string, Stream, CancellationToken, Task> export)
    {
        var path = Path.Combine(folder, $"{args[0]}-{name}.csv");
        // Under another name until all of it is there, so that no half table is taken for a whole one.
        await using (var file = File.Create(path + ".part"))
            await export(args[0], file, CancellationToken.None);
        File.Move(path + ".part", path, overwrite: true);
        Console.WriteLine(path);
    }
}
catch (Exception error) when (error is UnknownExperimentException or HttpRequestException or UnauthorizedAccessException or StoreException or IOException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
