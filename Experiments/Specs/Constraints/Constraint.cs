using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>A condition on parameters, such as <c>params.optimizer.lr * params.batch &lt; 10</c>.</summary>
/// <remarks>
/// Numbers, texts in quotes, <c>true</c> and <c>false</c>, parameters, <c>+ - * /</c>, comparisons, <c>and</c>, <c>or</c>, <c>not</c>, brackets. A parameter that is left out has its
/// default; where the outcome hangs on a parameter that a set does not have (another kind of optimizer has none of this name), the condition does not apply and is met.
/// </remarks>
internal sealed class Constraint
{
    private readonly ConstraintTerm _term;

    private Constraint(ConstraintTerm term) => _term = term;

    /// <summary>Reads a constraint.</summary>
    /// <param name="text">The text.</param>
    /// <param name="schema">The parameters of the job.</param>
    /// <exception cref="ConstraintException">It cannot be understood, or names no parameter of the job.</exception>
    public static Constraint Parse(string text, ObjectSchema schema)
    {
        var term = ConstraintParser.Parse(text);
        return term.Check(new ConstraintTypes(schema)) == ConstraintType.Truth
            ? new Constraint(term)
            : throw new ConstraintException(term.Position, "is not a condition; compare it with something, as in params.batch <= 64");
    }

    /// <summary>Adds a fault if a text is not a constraint.</summary>
    public static void Validate(string text, string path, ObjectSchema schema, ParameterValidation validation)
    {
        try
        {
            Parse(text, schema);
        }
        catch (ConstraintException exception)
        {
            validation.Fault(path, $"{exception.Message} (character {exception.Position + 1} of \"{text}\")");
        }
    }

    /// <summary>Whether a proposal meets all of several constraints; null when there are none.</summary>
    /// <param name="texts">Constraints without faults.</param>
    /// <param name="schema">The parameters of the job.</param>
    public static Func<Proposal, bool>? All(IReadOnlyList<string> texts, ObjectSchema schema)
    {
        if (texts.Count == 0)
            return null;
        var constraints = texts.Select(text => Parse(text, schema)).ToList();
        return proposal =>
        {
            var parameters = schema.Complete(proposal.Parameters);
            return constraints.All(constraint => constraint.IsMetBy(parameters));
        };
    }

    /// <summary>Whether a parameter set with its defaults filled in meets the condition.</summary>
    public bool IsMetBy(JsonElement parameters) => _term.Evaluate(parameters) is not false;
}
