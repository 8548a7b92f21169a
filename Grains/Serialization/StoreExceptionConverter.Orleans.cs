using ActorTraining.Experiments;

namespace ActorTraining.Grains.Serialization;

/// <summary>Brings a <see cref="StoreException"/> to its caller with all that it says.</summary>
[RegisterConverter]
internal sealed class StoreExceptionConverter : IConverter<StoreException, StoreExceptionSurrogate>
{
    public StoreException ConvertFromSurrogate(in StoreExceptionSurrogate surrogate) =>
        new StoreException(surrogate.Message, surrogate.Inner) { InUse = surrogate.InUse }.ThrownAt(surrogate.StackTrace);

    public StoreExceptionSurrogate ConvertToSurrogate(in StoreException value) =>
        new() { Message = value.Message, InUse = value.InUse, Inner = value.InnerException, StackTrace = value.StackTrace };
}
