using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs.Constraints;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>What may change when an ended experiment goes on: nothing that would have made its trials other trials.</summary>
internal sealed class SpecExtension
{
    private const string GridAtItsEnd = "a grid that ran to its end cannot get more trials";

    private static readonly string[] Free = [SpecPath.Limits, SpecPath.Resources, SpecPath.Checkpoints];

    private readonly ExperimentSpec _original;
    private readonly JobCatalog _catalog;
    private readonly JobDescription _job;
    private readonly int? _planned;
    private readonly double? _length;
    private readonly string? _whyLengthStays;

    /// <summary>Looks at an experiment.</summary>
    /// <param name="original">A valid spec.</param>
    /// <param name="catalog">The jobs, its own among them.</param>
    public SpecExtension(ExperimentSpec original, JobCatalog catalog)
    {
        (_original, _catalog, _job) = (original, catalog, catalog.Find(original.Job)!);
        _planned = Planned(original);
        _length = LengthIn(original.Parameters);
        _whyLengthStays = WhyLengthStays();
    }

    /// <summary>The spec with changes.</summary>
    /// <returns>The spec, and the path of the parameter that makes trials longer; null when it was not raised.</returns>
    /// <exception cref="InvalidSpecException">There are faults, or there would be nothing to do.</exception>
    public (ExperimentSpec Spec, string? Length) Apply(IReadOnlyList<SpecOverride> changes)
    {
        var changed = new ChangedSpec(_original, changes, _catalog);
        var faults = changed.Errors.ToList();
        foreach (var (path, value) in changed.Differences)
        {
            if (FaultOf(path, value) is { } fault)
                faults.Add(new ParameterError(path, fault));
        }
        return faults.Count == 0 ? Goal(changed.Spec!) : throw new InvalidSpecException(faults);
    }

    private (ExperimentSpec Spec, string? Length) Goal(ExperimentSpec spec)
    {
        var isLonger = LengthIn(spec.Parameters) > _length;
        var hasMore = Planned(spec) > _planned;
        if (!hasMore && spec.Search.Trials is { } asked && asked != _original.Search.Trials)
            throw Fault(SpecPath.Trials, $"{asked} would add no trial; {GridAtItsEnd}");
        return hasMore || isLonger ? (spec, isLonger ? _job.Length : null) : throw Fault(SpecPath.Root, WhatCanBeRaised());
    }

    private string? FaultOf(string path, JsonElement value)
    {
        if (Array.Exists(Free, section => SpecPath.IsWithin(path, section)))
            return null;
        if (path == SpecPath.Trials)
            return FaultOfTrials(value);
        return _job.Length is { } length && path == SpecPath.Parameter(length)
            ? FaultOfLength(value)
            : "cannot change when an experiment is extended; clone it instead";
    }

    // Without a number a grid goes on to its end.
    private string? FaultOfTrials(JsonElement value) =>
        ParameterValue.TryGetWhole(value, out var asked) && (_original.Search.Trials ?? _planned) is { } known && asked < known
            ? Lowered(value, known)
            : null;

    private string? FaultOfLength(JsonElement value)
    {
        if (_whyLengthStays is not null)
            return $"cannot change when an experiment is extended, since {_whyLengthStays}; clone it instead";
        if (value.ValueKind != JsonValueKind.Number)
            return "has to be a plain number when an experiment is extended";
        return value.GetDouble() < _length ? Lowered(value, _length.Value) : null;
    }

    private static string Lowered(JsonElement value, double known) =>
        $"{ParameterValue.Show(value)} is less than {ParameterValue.Show(known)}; it can only be raised when an experiment is extended";

    private string? WhyLengthStays()
    {
        if (_length is null)
            return "it is not one number for all trials";
        // Under a condition on it, another length would let the search choose other parameter sets for trials that there are already.
        var name = $"params.{_job.Length}";
        var index = _original.Constraints.ToList().FindIndex(text => ConstraintLexer.Split(text).Any(word => word.Kind == ConstraintToken.Sort.Name && word.Text == name));
        return index < 0 ? null : $"{SpecPath.Constraints}[{index}] depends on it";
    }

    private string WhatCanBeRaised()
    {
        var trials = CanHaveMore() ? $"search.trials (now {_planned})" : null;
        var length = _whyLengthStays is null ? $"params.{_job.Length} (now {ParameterValue.Show(_length!.Value)})" : null;
        if (trials is not null || length is not null)
            return $"these changes leave nothing to do; raise {string.Join(" or ", new[] { trials, length }.OfType<string>())}{(trials is null ? $"; {GridAtItsEnd}" : "")}";
        var whyNot = _job.Length is null ? "its trials have no length to raise" : $"params.{_job.Length} stays as it is, since {_whyLengthStays}";
        return $"cannot be extended: {GridAtItsEnd}, and {whyNot}; clone it instead";
    }

    private bool CanHaveMore()
    {
        try
        {
            return _planned < int.MaxValue && Planned(_original with { Search = _original.Search with { Trials = _planned + 1 } }) > _planned;
        }
        catch (SearchException)
        {
            return false;
        }
    }

    private int? Planned(ExperimentSpec spec) => SearchAlgorithms.CreateFor(spec, _catalog).Planned;

    /// <summary>How long all trials are; null where that is not one number.</summary>
    private double? LengthIn(JsonElement parameters) =>
        _job.Length is { } path && SchemaPath.Find(_job.Parameters, parameters, path) is [{ Value.ValueKind: JsonValueKind.Number } place] ? place.Value.GetDouble() : null;

    private static InvalidSpecException Fault(string path, string message) => new([new ParameterError(path, message)]);
}
