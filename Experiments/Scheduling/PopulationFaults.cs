using System.Text.Json;
using ActorTraining.Experiments.Search.Expressions;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>What population-based training asks of the parameters: what varies has to be what can change while a trial runs, or no trial could go on from another's checkpoint.</summary>
internal static class PopulationFaults
{
    /// <summary>Every parameter that varies and must not.</summary>
    public static IEnumerable<ParameterError> Of(SchedulerProblem problem)
    {
        var can = problem.Adjustable.Count == 0 ? "the job has no parameter that can change while a trial runs" : $"only {DidYouMean.Listed(problem.Adjustable)} can change while a trial runs";
        if (problem.Adjustable.Count == 0)
        {
            yield return new ParameterError($"{SpecPath.Scheduler}.rule", $"'population' cannot be used here: {can}");
            yield break;
        }

        foreach (var path in Varied(problem.Parameters, "").Where(path => !problem.Adjustable.Contains(path)))
        {
            yield return new ParameterError(SpecPath.Parameter(path), $"cannot vary under the rule 'population', where trials go on from each other's checkpoints; {can}");
        }
    }

    /// <summary>The search expression of a parameter; null where none stands there.</summary>
    public static SearchExpression? ExpressionOf(JsonElement parameters, string path)
    {
        var value = parameters;
        foreach (var name in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return null;
            }
        }

        SearchKeywords.TryParse(value, path, new ParameterValidation([]), out var expression);
        return expression;
    }

    private static IEnumerable<string> Varied(JsonElement value, string path)
    {
        if (SearchKeywords.Of(value, out _) is not null)
        {
            return [path];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Varied(property.Value, SpecPath.Property(path, property.Name))),
            JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Varied(item, $"{path}[{index}]")),
            _ => [],
        };
    }
}
