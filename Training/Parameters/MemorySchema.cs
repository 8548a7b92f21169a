using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>An amount of memory: a text with a unit such as <c>4GB</c> (<see cref="MemoryValue"/>), greater than 0.</summary>
public sealed record MemorySchema : ParameterSchema
{
    /// <summary>The largest amount in bytes, itself allowed; as a rule 1,024 TiB.</summary>
    public long Maximum { get; init; } = 1L << 50;

    /// <inheritdoc/>
    protected internal override void ValidateValue(JsonElement value, string path, ParameterValidation validation)
    {
        var shown = ParameterValue.Show(value);
        if (!MemoryValue.TryRead(value, out var bytes))
            validation.Fault(path, $"{shown} is not an amount of memory such as 512MB, 4GB or 2GiB");
        else if (bytes <= 0)
            validation.Fault(path, $"{shown} is not greater than 0");
        else if (bytes > Maximum)
            validation.Fault(path, $"{shown} is not at most {MemoryValue.Show(Maximum)}");
    }
}
