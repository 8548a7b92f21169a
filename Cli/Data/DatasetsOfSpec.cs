using System.Text.Json;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Cli.Data;

/// <summary>Tells which data sets the trials of a spec will ask for, so that they can be fetched while the user watches, before the first trial starts.</summary>
/// <remarks>Jobs name their data set with the parameter <c>dataset</c>. One that is named in another way is fetched by the trial itself.</remarks>
internal static class DatasetsOfSpec
{
    private const string Parameter = "dataset";

    /// <summary>The names of the data sets, each once.</summary>
    /// <param name="spec">The spec; the parameter may be a search expression over several data sets.</param>
    /// <param name="jobs">Knows the default of the parameter.</param>
    /// <param name="datasets">The data sets that there are.</param>
    public static IReadOnlyList<string> Find(ExperimentSpec spec, JobCatalog jobs, DatasetCatalog datasets)
    {
        JsonElement? value = spec.Parameters.TryGetProperty(Parameter, out JsonElement given)
            ? given
            : jobs.Find(spec.Job)?.Parameters.Properties.FirstOrDefault(property => property.Key == Parameter).Value?.Default;
        return value is { } element ? [.. Texts(element).Where(text => datasets.Find(text) is not null).Distinct()] : [];
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Texts(property.Value)),
        _ => [],
    };
}
