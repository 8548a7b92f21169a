using ActorTraining.Training.Parameters;

namespace ActorTraining.WebUI.Api.Errors;

/// <summary>A request that cannot be answered as it is.</summary>
/// <param name="status">The status code of the answer.</param>
/// <param name="detail">What was wrong and what would be right.</param>
/// <param name="errors">The faults one by one, where there are several.</param>
internal sealed class ApiException(int status, string detail, IReadOnlyList<ParameterError>? errors = null) : Exception(detail)
{
    /// <summary>The status code of the answer.</summary>
    public int Status => status;

    /// <summary>The faults one by one.</summary>
    public IReadOnlyList<ParameterError>? Errors => errors;
}
