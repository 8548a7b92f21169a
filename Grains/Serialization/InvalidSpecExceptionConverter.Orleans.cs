using ActorTraining.Experiments;

namespace ActorTraining.Grains.Serialization;

/// <summary>Brings an <see cref="InvalidSpecException"/> to its caller with all that it says.</summary>
[RegisterConverter]
internal sealed class InvalidSpecExceptionConverter : IConverter<InvalidSpecException, InvalidSpecExceptionSurrogate>
{
    public InvalidSpecException ConvertFromSurrogate(in InvalidSpecExceptionSurrogate surrogate) =>
        new InvalidSpecException(surrogate.Errors).ThrownAt(surrogate.StackTrace);

    public InvalidSpecExceptionSurrogate ConvertToSurrogate(in InvalidSpecException value) =>
        new() { Errors = [.. value.Errors], StackTrace = value.StackTrace };
}
