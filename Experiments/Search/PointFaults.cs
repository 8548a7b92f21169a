using System.Text.Json;
using ActorTraining.Experiments.Search.Space;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search;

/// <summary>What is wrong with points that users give.</summary>
internal static class PointFaults
{
    /// <summary>The values that are not in a space.</summary>
    /// <param name="points">The points, each as values by their path under <c>params</c>.</param>
    /// <param name="space">The space.</param>
    /// <param name="place">Where the list of points stands.</param>
    public static IEnumerable<ParameterError> Of(IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> points, SearchSpace space, string place)
    {
        foreach (var (index, point) in points.Index())
        {
            foreach (var (path, value) in point.Where(value => !space.Faulty.Contains(value.Key)))
            {
                var dimensions = space.Dimensions.Where(dimension => dimension.Path == path).ToList();
                if (dimensions.Count == 0)
                    yield return new ParameterError($"{place}[{index}]", $"the search does not vary '{path}'{DidYouMean.Hint(path, space.Paths)}");
                else if (dimensions.TrueForAll(dimension => dimension.Position(value) is null))
                    yield return new ParameterError($"{place}[{index}].{path}", $"{ParameterValue.Show(value)} is none of the values that the search can choose");
                else if (!dimensions.Exists(dimension => IsChosen(dimension, point)))
                    yield return new ParameterError($"{place}[{index}].{path}", $"counts only where '{dimensions[0].Condition!.Value.Choice.Path}' is chosen accordingly; give that too");
            }
        }
    }

    // Whether the choices that a dimension stands in are given, and fall on it.
    private static bool IsChosen(Dimension dimension, IReadOnlyDictionary<string, JsonElement> point) =>
        dimension.Condition is not var (choice, alternative)
        || (point.TryGetValue(choice.Path, out var value) && choice.Position(value) is { } position && choice.Alternative(position) == alternative && IsChosen(choice, point));
}
