using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Jobs;

/// <summary>Reads the parameters of a trial.</summary>
internal static class TrialParameters
{
    /// <summary>The parameters, complete.</summary>
    /// <exception cref="TrialException">They do not fit the schema; the message has every fault with its path.</exception>
    public static ParameterReader Read(this ITrial trial, ObjectSchema schema)
    {
        try
        {
            return new ParameterReader(schema, trial.Parameters);
        }
        catch (InvalidParametersException error)
        {
            throw new TrialException(error.Message, error);
        }
    }

    /// <summary>Ends the trial where rules that no schema can state are broken.</summary>
    /// <param name="errors">Every fault; none lets the trial go on.</param>
    /// <exception cref="TrialException">There is a fault; the message has all of them.</exception>
    public static void Check(IReadOnlyList<ParameterError> errors)
    {
        if (errors.Count > 0)
            throw new TrialException(new InvalidParametersException(errors).Message);
    }
}
