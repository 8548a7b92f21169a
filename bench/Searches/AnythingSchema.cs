using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Bench.Searches;

/// <summary>The parameters of a function: whatever it wants.</summary>
internal sealed record AnythingSchema : ParameterSchema
{
    /// <inheritdoc/>
    protected override void ValidateValue(JsonElement value, string path, ParameterValidation validation)
    {
        // A benchmark's functions know their own spaces.
    }
}
