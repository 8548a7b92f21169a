namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>The opposite: <c>-a</c> of a number, <c>not a</c> of a truth value.</summary>
/// <param name="Position">Where the sign stands.</param>
/// <param name="Sign"><c>-</c> or <c>not</c>.</param>
/// <param name="Operand">What is negated.</param>
internal sealed record NegationTerm(int Position, string Sign, ConstraintTerm Operand) : ConstraintTerm(Position)
{
    public override ConstraintType Check(ConstraintTypes types)
    {
        var type = Sign == "-" ? ConstraintType.Number : ConstraintType.Truth;
        Require(Operand, type, Sign, types);
        return type;
    }

    public override object? Evaluate(ConstraintValues values) => Operand.Evaluate(values) switch
    {
        double number => -number,
        bool truth => !truth,
        _ => null,
    };
}
