using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.WebUI.Text;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>Something that trials are told apart by: a chosen parameter, the objective, a metric, the time.</summary>
/// <param name="Key">How addresses name it, as <see cref="TrialField"/> does: <c>param:optimizer.lr</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="IsLog">Whether its values are placed by their logarithm; all of them are above 0 then.</param>
/// <param name="Categories">Its values in their order where they are texts or few kinds of things; null for numbers.</param>
/// <param name="HigherIsBetter">Which way is better; null where neither is.</param>
/// <param name="Read">Its value of a trial; null where there is none.</param>
public sealed record Quantity(string Key, string Title, bool IsLog, IReadOnlyList<string>? Categories, bool? HigherIsBetter, Func<TrialInfo, JsonElement?> Read)
{
    /// <summary>Whether it is a parameter that the search chose.</summary>
    public bool IsParameter => Key.StartsWith("param:", StringComparison.Ordinal);

    /// <summary>The value of a trial as a place on an axis: the number, or the index of the category; null where there is none, or none that is finite.</summary>
    public double? Place(TrialInfo trial)
    {
        if (Read(trial) is not { } value)
        {
            return null;
        }

        if (Categories is null)
        {
            return value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && double.IsFinite(number) && (!IsLog || number > 0) ? number : null;
        }

        var text = Format.Value(value);
        for (var i = 0; i < Categories.Count; i++)
        {
            if (Categories[i] == text)
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>The value of a trial as text.</summary>
    public string Text(TrialInfo trial) => Read(trial) is { } value ? Format.Value(value) : Format.None;
}
