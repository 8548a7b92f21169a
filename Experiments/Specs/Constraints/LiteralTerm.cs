namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>A number, a text or a truth value that is written out.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Value">A double, a string or a bool.</param>
internal sealed record LiteralTerm(int Position, object Value) : ConstraintTerm(Position)
{
    public override ConstraintType Check(ConstraintTypes types) => Value switch
    {
        double => ConstraintType.Number,
        string => ConstraintType.Text,
        _ => ConstraintType.Truth,
    };

    public override object? Evaluate(ConstraintValues values) => Value;
}
