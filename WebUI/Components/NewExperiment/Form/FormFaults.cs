using ActorTraining.Training.Parameters;

namespace ActorTraining.WebUI.Components.NewExperiment.Form;

/// <summary>What is wrong with a draft, for its fields. A cascading value of the form.</summary>
/// <param name="errors">Every fault.</param>
internal sealed class FormFaults(IReadOnlyList<ParameterError> errors)
{
    /// <summary>The messages at a place, and inside of it where the field shows it as one.</summary>
    /// <param name="path">The place: <c>spec.params.optimizer.lr</c>.</param>
    /// <param name="inside">Whether faults of what is inside count too.</param>
    public IEnumerable<string> At(string path, bool inside) => errors
        .Where(error => error.Path == path || inside && error.Path.Length > path.Length && error.Path.StartsWith(path, StringComparison.Ordinal) && (error.Path[path.Length] is '.' or '['))
        .Select(error => error.Message)
        .Distinct();
}
