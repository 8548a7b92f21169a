namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>Two parts with a sign between them.</summary>
/// <param name="Left">The part before the sign.</param>
/// <param name="Sign">One of <c>+ - * / &lt; &lt;= &gt; &gt;= == != and or</c>.</param>
/// <param name="Right">The part behind it.</param>
internal sealed record OperationTerm(ConstraintTerm Left, string Sign, ConstraintTerm Right) : ConstraintTerm(Left.Position)
{
    public override ConstraintType Check(ConstraintTypes types)
    {
        if (Sign is "==" or "!=")
        {
            Require(Right, Left.Check(types), Sign, types);
            return ConstraintType.Truth;
        }
        var operands = Sign is "and" or "or" ? ConstraintType.Truth : ConstraintType.Number;
        Require(Left, operands, Sign, types);
        Require(Right, operands, Sign, types);
        if (Sign == "/" && Right is LiteralTerm { Value: 0.0 })
            throw new ConstraintException(Right.Position, "nothing can be divided by 0");
        return Sign is "+" or "-" or "*" or "/" ? ConstraintType.Number : ConstraintType.Truth;
    }

    public override object? Evaluate(ConstraintValues values)
    {
        var (left, right) = (Left.Evaluate(values), Right.Evaluate(values));
        return Sign switch
        {
            // Three-valued logic: where one side settles the matter, the other may be about a parameter that is not there.
            "and" => left is false || right is false ? false : left is true && right is true ? true : null,
            "or" => left is true || right is true ? true : left is false && right is false ? false : null,
            _ when left is null || right is null => null,
            "==" => left.Equals(right),
            "!=" => !left.Equals(right),
            _ => Calculate((double)left, (double)right),
        };
    }

    private object Calculate(double left, double right) => Sign switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        "<" => left < right,
        "<=" => left <= right,
        ">" => left > right,
        _ => left >= right,
    };
}
