using System.Text.Json;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>Makes new specs of old ones, and says what may change in an experiment that has run or runs.</summary>
public static class SpecChanges
{
    /// <summary>The spec of a new experiment that differs from another in some values.</summary>
    /// <param name="original">The spec of the other; it stays as it is.</param>
    /// <param name="changes">The other values, of any keys.</param>
    /// <param name="catalog">The jobs that it may ask for.</param>
    /// <returns>A valid spec without <see cref="ExperimentSpec.Source"/>.</returns>
    /// <exception cref="InvalidSpecException">The changed spec has faults; the exception lists all of them.</exception>
    public static ExperimentSpec Clone(ExperimentSpec original, IReadOnlyList<SpecOverride> changes, JobCatalog catalog)
    {
        var changed = new ChangedSpec(original, changes, catalog);
        return changed.Spec ?? throw new InvalidSpecException(changed.Errors);
    }

    /// <summary>The spec under which an ended experiment goes on: with more trials, or with longer ones.</summary>
    /// <remarks>
    /// What may change is <c>search.trials</c> and the parameter that says how long a trial is (<see cref="JobDescription.Length"/>), both only upwards, and
    /// everything under <c>limits</c>, <c>resources</c> and <c>checkpoints</c>: these leave the trials that there are as they would have been anyway.
    /// </remarks>
    /// <param name="original">The spec of the experiment.</param>
    /// <param name="changes">The new values.</param>
    /// <param name="catalog">The jobs.</param>
    /// <returns>A valid spec without <see cref="ExperimentSpec.Source"/>; and the path of the parameter under <c>params</c> that makes trials longer
    /// (<c>epochs</c>), null when it was not raised.</returns>
    /// <exception cref="InvalidSpecException">
    /// The changed spec has faults, a value changed that must not, or there would be nothing to do; the exception lists all that was wrong.
    /// </exception>
    public static (ExperimentSpec Spec, string? Length) Extend(ExperimentSpec original, IReadOnlyList<SpecOverride> changes, JobCatalog catalog)
    {
        var faults = SpecValidator.Validate(original, catalog);
        return faults.Count == 0 ? new SpecExtension(original, catalog).Apply(changes) : throw new InvalidSpecException(faults);
    }

    /// <summary>Everything that speaks against changing a parameter of a running trial.</summary>
    /// <param name="spec">The spec of the experiment.</param>
    /// <param name="path">The parameter's path under <c>params</c>, for example <c>optimizer.lr</c>.</param>
    /// <param name="value">The new value.</param>
    /// <param name="catalog">The jobs.</param>
    /// <returns>Empty when the change can be made.</returns>
    public static IReadOnlyList<ParameterError> CheckAdjustment(ExperimentSpec spec, string path, JsonElement value, JobCatalog catalog)
    {
        if (catalog.Find(spec.Job) is not { } job)
            return [new ParameterError(SpecPath.Job, $"'{spec.Job}' is unknown{DidYouMean.Hint(spec.Job, catalog.Jobs.Select(known => known.Name))}")];
        var place = SpecPath.Parameter(path);
        if (!job.Adjustable.Contains(path))
            return [new ParameterError(place, $"cannot change while a trial runs; {Adjustable(path, job)}")];
        var verdicts = SchemaPath.Find(job.Parameters, spec.Parameters, path).Select(found => Faults(found.Schema, value, place)).ToList();
        return verdicts.Count == 0
            ? [new ParameterError(place, "is no parameter of these trials")]
            : verdicts.Find(faults => faults.Count == 0) ?? verdicts[0];
    }

    private static List<ParameterError> Faults(ParameterSchema schema, JsonElement value, string place)
    {
        var faults = new List<ParameterError>();
        schema.Validate(value, place, faults);
        return faults;
    }

    private static string Adjustable(string path, JobDescription job)
    {
        if (job.Adjustable.Count == 0)
            return $"the job '{job.Name}' has no parameter that can";
        var known = $"only {DidYouMean.Listed(job.Adjustable)} can";
        return DidYouMean.Closest(path, job.Adjustable) is { } meant ? $"did you mean '{meant}'? ({known})" : known;
    }
}
