using ActorTraining.Experiments;

namespace ActorTraining.Grains.Serialization;

/// <summary>Brings an <see cref="UnknownExperimentException"/> to its caller with all that it says.</summary>
[RegisterConverter]
internal sealed class UnknownExperimentExceptionConverter : IConverter<UnknownExperimentException, UnknownExperimentExceptionSurrogate>
{
    public UnknownExperimentException ConvertFromSurrogate(in UnknownExperimentExceptionSurrogate surrogate) =>
        new UnknownExperimentException(surrogate.Experiment).ThrownAt(surrogate.StackTrace);

    public UnknownExperimentExceptionSurrogate ConvertToSurrogate(in UnknownExperimentException value) =>
        new() { Experiment = value.Experiment, StackTrace = value.StackTrace };
}
