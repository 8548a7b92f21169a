namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>A part of a constraint.</summary>
/// <param name="Position">Where it starts in the text, from 0.</param>
internal abstract record ConstraintTerm(int Position)
{
    /// <summary>What it evaluates to.</summary>
    /// <param name="types">Knows the types of parameters.</param>
    /// <exception cref="ConstraintException">A name is unknown, or an operator stands between values that it cannot take.</exception>
    public abstract ConstraintType Check(ConstraintTypes types);

    /// <summary>Its value: a double, a text or a bool.</summary>
    /// <param name="values">The parameters and what follows from them.</param>
    /// <returns>Null where that depends on a parameter that the set does not have.</returns>
    public abstract object? Evaluate(ConstraintValues values);

    /// <summary>Requires a type.</summary>
    protected static void Require(ConstraintTerm term, ConstraintType type, string sign, ConstraintTypes types)
    {
        var given = term.Check(types);
        if (given != type)
            throw new ConstraintException(term.Position, $"'{sign}' takes {Name(type)}, and this is {Name(given)}");
    }

    private static string Name(ConstraintType type) => type switch
    {
        ConstraintType.Number => "numbers",
        ConstraintType.Text => "a text",
        _ => "true or false",
    };
}
