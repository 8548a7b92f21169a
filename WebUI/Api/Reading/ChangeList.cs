using System.Text.Json.Serialization;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.WebUI.Api.Reading;

/// <summary>What is different in a clone or an extension.</summary>
/// <param name="Changes">Each as <c>path=value</c>, the value in YAML: <c>params.epochs=3</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ChangeList(IReadOnlyList<string>? Changes)
{
    /// <summary>The changes, understood.</summary>
    /// <exception cref="InvalidSpecException">Some are not; the exception lists all of them.</exception>
    internal IReadOnlyList<SpecOverride> Read()
    {
        var changes = new List<SpecOverride>();
        var errors = new List<Training.Parameters.ParameterError>();
        foreach (var text in Changes ?? [])
        {
            try
            {
                changes.Add(SpecOverride.Parse(text ?? ""));
            }
            catch (InvalidSpecException e)
            {
                errors.AddRange(e.Errors);
            }
        }

        return errors.Count == 0 ? changes : throw new InvalidSpecException(errors);
    }
}
