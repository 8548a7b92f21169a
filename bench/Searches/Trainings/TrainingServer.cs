using System.Text.Json;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Bench.Searches.Trainings;

/// <summary>Trains what another program proposes: it writes the spec to a line, then reads parameter sets and answers each, a JSON document on every line.</summary>
internal static class TrainingServer
{
    /// <summary>Serves until its input ends.</summary>
    public static int Run(string task, DirectoryInfo? grocery)
    {
        var served = TrainingTask.Read(task, grocery);
        Answer(SpecJson.Write(served.Spec));
        while (Console.ReadLine() is { } line)
        {
            var parameters = JsonElement.Parse(line);
            Answer(ParameterValue.Of(served.Allows(parameters) ? new { error = served.Error(parameters) } : (object)new { refused = true }));
        }
        return 0;
    }

    private static void Answer(JsonElement answer) => Console.WriteLine(answer.GetRawText().ReplaceLineEndings(" "));
}
