using System.Text.Json;

namespace ActorTraining.WebUI.Components.Actions;

/// <summary>A parameter that a user wants to change while its trial runs.</summary>
/// <param name="Path">Its path under <c>params</c>.</param>
/// <param name="Value">The new value.</param>
/// <param name="Before">The value until now; null where it is not known.</param>
internal sealed record AdjustedValue(string Path, JsonElement Value, JsonElement? Before)
{
    /// <summary>What a parameter of a trial is now: as it was last changed, otherwise as the search chose it.</summary>
    public static JsonElement? Now(ActorTraining.Experiments.TrialInfo trial, string path)
    {
        if (trial.Adjustments.LastOrDefault(change => change.Path == path) is { } last)
        {
            return last.Value;
        }

        var value = trial.Parameters;
        foreach (var name in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return null;
            }
        }

        return value;
    }
}
