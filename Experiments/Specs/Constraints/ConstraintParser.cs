using System.Globalization;
using static ActorTraining.Experiments.Specs.Constraints.ConstraintToken;

namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>Reads a constraint by recursive descent; each method is a rule, from the loosest binding to the tightest.</summary>
internal sealed class ConstraintParser
{
    private const int LongestText = 1_000;

    // Deep enough for people; keeps the recursion far from the end of any thread's stack.
    private const int DeepestNesting = 50;

    private static readonly string[] Comparisons = ["<", "<=", ">", ">=", "==", "!="];

    private readonly IReadOnlyList<ConstraintToken> _tokens;
    private int _next;
    private int _depth;

    private ConstraintParser(IReadOnlyList<ConstraintToken> tokens) => _tokens = tokens;

    private ConstraintToken Current => _tokens[_next];

    /// <summary>Reads a whole constraint.</summary>
    /// <exception cref="ConstraintException">It cannot be understood.</exception>
    public static ConstraintTerm Parse(string text)
    {
        if (text.Length > LongestText)
            throw new ConstraintException(LongestText, $"a constraint has at most {LongestText} characters; split it into several");
        var parser = new ConstraintParser(ConstraintLexer.Split(text));
        var term = parser.Disjunction();
        return parser.Current.Kind == Sort.End
            ? term
            : throw new ConstraintException(parser.Current.Position, $"an operator is missing before {parser.Current}");
    }

    private ConstraintTerm Disjunction() => LeftToRight(Conjunction, "or");

    private ConstraintTerm Conjunction() => LeftToRight(Condition, "and");

    private ConstraintTerm Condition() =>
        Take("not", out var sign) ? Nested(sign, () => new NegationTerm(sign.Position, sign.Text, Condition())) : Comparison();

    private ConstraintTerm Comparison()
    {
        var left = Sum();
        if (!TakeAny(Comparisons, out var sign))
            return left;
        var comparison = new OperationTerm(left, sign.Text, Sum());
        return TakeAny(Comparisons, out var second)
            ? throw new ConstraintException(second.Position, $"{second} follows another comparison; join two comparisons by 'and'")
            : comparison;
    }

    private ConstraintTerm Sum() => LeftToRight(Product, "+", "-");

    private ConstraintTerm Product() => LeftToRight(Factor, "*", "/");

    private ConstraintTerm Factor()
    {
        if (Take("-", out var minus))
            return Nested(minus, () => new NegationTerm(minus.Position, minus.Text, Factor()));
        if (!Take("(", out var bracket))
            return Operand();
        var inner = Nested(bracket, Disjunction);
        return Take(")", out _) ? inner : throw new ConstraintException(bracket.Position, "the bracket is not closed");
    }

    private ConstraintTerm Operand()
    {
        var token = Current;
        ConstraintTerm term = token switch
        {
            { Kind: Sort.Number } => new LiteralTerm(token.Position, Number(token)),
            { Kind: Sort.Text } => new LiteralTerm(token.Position, token.Text),
            { Kind: Sort.Name, Text: "true" or "false" } => new LiteralTerm(token.Position, token.Text == "true"),
            { Kind: Sort.Name } => new ParameterTerm(token.Position, token.Text),
            _ => throw new ConstraintException(token.Position, $"a parameter or a value is missing before {token}"),
        };
        _next++;
        return term;
    }

    private static double Number(ConstraintToken token) =>
        double.Parse(token.Text, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) ? number : throw new ConstraintException(token.Position, $"{token} is too large");

    private ConstraintTerm LeftToRight(Func<ConstraintTerm> operand, params string[] signs)
    {
        var term = operand();
        while (TakeAny(signs, out var sign))
            term = new OperationTerm(term, sign.Text, operand());
        return term;
    }

    private ConstraintTerm Nested(ConstraintToken opening, Func<ConstraintTerm> inner)
    {
        if (++_depth > DeepestNesting)
            throw new ConstraintException(opening.Position, $"is nested more than {DeepestNesting} deep");
        var term = inner();
        _depth--;
        return term;
    }

    private bool Take(string sign, out ConstraintToken token) => TakeAny([sign], out token);

    private bool TakeAny(string[] signs, out ConstraintToken token)
    {
        token = Current;
        if (token.Kind != Sort.Sign || !signs.Contains(token.Text))
            return false;
        _next++;
        return true;
    }
}
