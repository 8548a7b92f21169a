using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Grains;

/// <summary>What a host refuses to take on beyond the faults of a spec itself.</summary>
public interface ISpecRule
{
    /// <summary>Why it does not take the spec, each reason with its path; none where it does.</summary>
    IEnumerable<ParameterError> Faults(ExperimentSpec spec);
}
