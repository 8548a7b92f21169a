using System.Globalization;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Jobs.ScalarGraph;

/// <summary>Reads a formula such as <c>log(sigmoid((cos(pi*x) + sin(pi*y/2)) / tanh(z^2)))</c>.</summary>
/// <remarks>
/// <c>sum = product { (+|-) product }</c>, <c>product = signed { (*|/) signed }</c>, <c>signed = [-] power</c>, <c>power = atom [ ^ signed ]</c>,
/// <c>atom = number | pi | e | variable | function ( sum ) | ( sum )</c>. As in mathematics, -x^2 is -(x^2) and 2^3^2 is 2^(3^2).
/// </remarks>
internal sealed class FormulaParser
{
    private const int Deepest = 100;

    private readonly string _text;
    private readonly IReadOnlyList<VariableNode> _variables;
    private int _place;
    private int _depth;

    private FormulaParser(string text, IReadOnlyList<VariableNode> variables) => (_text, _variables) = (text, variables);

    /// <summary>The graph of a formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="variables">The names that it may use, beside <c>pi</c> and <c>e</c>.</param>
    /// <exception cref="FormatException">It is no formula; the message says what stands where.</exception>
    public static ExpressionGraph Parse(string formula, IReadOnlyList<string> variables)
    {
        VariableNode[] nodes = [.. variables.Select(name => new VariableNode(name))];
        var parser = new FormulaParser(formula, nodes);
        Node result = parser.Sum();
        return parser.Peek() == '\0' ? new ExpressionGraph(result, nodes) : throw parser.Fault("an operator or the end");
    }

    private Node Sum()
    {
        if (++_depth > Deepest)
            throw new FormatException($"nests deeper than {Deepest} levels");
        Node left = Product();
        while (Peek() is '+' or '-')
            left = new OperationNode(Take() == '+' ? ScalarOperation.Add : ScalarOperation.Subtract, left, Product());
        _depth--;
        return left;
    }

    private Node Product()
    {
        Node left = Signed();
        while (Peek() is '*' or '/')
            left = new OperationNode(Take() == '*' ? ScalarOperation.Multiply : ScalarOperation.Divide, left, Signed());
        return left;
    }

    private Node Signed()
    {
        bool negative = false;
        for (; Peek() == '-'; Take())
            negative = !negative;
        Node power = Power();
        return negative ? new FunctionNode(ScalarFunction.Find("negate")!, power) : power;
    }

    private Node Power()
    {
        Node power = Atom();
        if (Peek() != '^')
            return power;
        Take();
        if (++_depth > Deepest)
            throw new FormatException($"nests deeper than {Deepest} levels");
        power = new OperationNode(ScalarOperation.Power, power, Signed());
        _depth--;
        return power;
    }

    private Node Atom()
    {
        char next = Peek();
        if (next == '(')
            return Bracket();
        if (char.IsAsciiDigit(next) || next == '.')
            return Number();
        return char.IsAsciiLetter(next) ? Name() : throw Fault("a number, a name or a bracket");
    }

    private Node Bracket()
    {
        Take();
        Node inner = Sum();
        if (Peek() != ')')
            throw Fault("a closing bracket");
        Take();
        return inner;
    }

    private ConstantNode Number()
    {
        int start = _place;
        while (_place < _text.Length && (char.IsAsciiDigit(_text[_place]) || _text[_place] == '.' || IsExponent()))
            _place++;
        string number = _text[start.._place];
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? new ConstantNode(number, value)
            : throw new FormatException($"'{number}' at character {start + 1} is not a number");

        bool IsExponent() =>
            (_text[_place] is 'e' or 'E' && _place + 1 < _text.Length && (char.IsAsciiDigit(_text[_place + 1]) || _text[_place + 1] is '-' or '+'))
            || (_text[_place] is '-' or '+' && _place > start && _text[_place - 1] is 'e' or 'E');
    }

    private Node Name()
    {
        int start = _place;
        while (_place < _text.Length && (char.IsAsciiLetterOrDigit(_text[_place]) || _text[_place] == '_'))
            _place++;
        string name = _text[start.._place];
        if (_variables.FirstOrDefault(variable => variable.Label == name) is { } known)
            return known;
        if (Peek() == '(' && ScalarFunction.Find(name) is { } function)
            return new FunctionNode(function, Bracket());
        return name switch
        {
            "pi" => new ConstantNode("π", Math.PI),
            "e" => new ConstantNode("e", Math.E),
            _ => throw new FormatException($"'{name}' at character {start + 1} is unknown{DidYouMean.Hint(name, Known())}"),
        };
    }

    private IReadOnlyList<string> Known() => [.. _variables.Select(variable => variable.Label), "pi", "e", .. ScalarFunction.All.Select(function => function.Name)];

    private char Peek()
    {
        while (_place < _text.Length && char.IsWhiteSpace(_text[_place]))
            _place++;
        return _place < _text.Length ? _text[_place] : '\0';
    }

    private char Take()
    {
        char next = Peek();
        _place++;
        return next;
    }

    private FormatException Fault(string expected) => new(_place >= _text.Length
        ? $"ends where {expected} should stand"
        : $"'{_text[_place]}' at character {_place + 1} is not {expected}");
}
