using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>A condition on parameters and what the job derives from them, such as <c>params.optimizer.lr * params.batch &lt; 10</c> or <c>parameters &lt; 100000</c>.</summary>
/// <remarks>
/// Numbers, texts in quotes, <c>true</c> and <c>false</c>, parameters, <c>+ - * /</c>, comparisons, <c>and</c>, <c>or</c>, <c>not</c>, brackets. A parameter that is left out has its
/// default; where the outcome hangs on a parameter that a set does not have (another kind of optimizer has none of this name), the condition does not apply and is met.
/// </remarks>
internal sealed class Constraint
{
    private const int LongestShown = 120;

    private readonly ConstraintTerm _term;
    private readonly JobDescription _job;

    private Constraint(ConstraintTerm term, JobDescription job) => (_term, _job) = (term, job);

    /// <summary>Reads a constraint.</summary>
    /// <param name="text">The text.</param>
    /// <param name="job">The job.</param>
    /// <exception cref="ConstraintException">It cannot be understood, or names no parameter of the job.</exception>
    public static Constraint Parse(string text, JobDescription job) => Parse(text, job, null);

    private static Constraint Parse(string text, JobDescription job, JsonElement? parameters)
    {
        var term = ConstraintParser.Parse(text);
        return term.Check(new ConstraintTypes(job, parameters)) == ConstraintType.Truth
            ? new Constraint(term, job)
            : throw new ConstraintException(term.Position, "is not a condition; compare it with something, as in params.batch <= 64");
    }

    /// <summary>Adds a fault if a text is not a constraint, or is about a parameter that no trial of a spec has.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="job">The job.</param>
    /// <param name="parameters">The parameters of the spec, with search expressions; null where there are none.</param>
    /// <param name="validation">Receives the fault.</param>
    public static void Validate(string text, string path, JobDescription job, JsonElement? parameters, ParameterValidation validation)
    {
        try
        {
            Parse(text, job, parameters);
        }
        catch (ConstraintException exception)
        {
            validation.Fault(path, $"{exception.Message} (character {exception.Position + 1} of \"{Excerpt(text, exception.Position)}\")");
        }
    }

    /// <summary>Whether a text is a constraint.</summary>
    public static bool IsUnderstood(string text, JobDescription job)
    {
        try
        {
            Parse(text, job);
            return true;
        }
        catch (ConstraintException)
        {
            return false;
        }
    }

    /// <summary>Whether a proposal meets all of several constraints; null when there are none.</summary>
    /// <param name="texts">Constraints without faults.</param>
    /// <param name="job">The job.</param>
    public static Func<Proposal, bool>? All(IReadOnlyList<string> texts, JobDescription job)
    {
        if (texts.Count == 0)
            return null;
        var constraints = texts.Select(text => Parse(text, job)).ToList();
        return proposal =>
        {
            var parameters = job.Parameters.Complete(proposal.Parameters);
            return constraints.All(constraint => constraint.IsMetBy(parameters));
        };
    }

    private static string Excerpt(string text, int position)
    {
        if (text.Length <= LongestShown)
            return text;
        var start = Math.Clamp(position - LongestShown / 2, 0, text.Length - LongestShown);
        return $"{(start == 0 ? "" : "…")}{text.Substring(start, LongestShown)}{(start + LongestShown == text.Length ? "" : "…")}";
    }

    /// <summary>Whether a parameter set with its defaults filled in meets the condition.</summary>
    public bool IsMetBy(JsonElement parameters) => _term.Evaluate(new ConstraintValues(parameters, _job.Derived)) is not false;
}
