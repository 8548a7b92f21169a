using System.Text.RegularExpressions;

namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>Splits a constraint into words.</summary>
internal static partial class ConstraintLexer
{
    private static readonly Dictionary<string, string> Foreign = new()
    {
        ["="] = "==",
        ["&&"] = "and",
        ["||"] = "or",
        ["!"] = "not",
        ["<>"] = "!=",
        ["&"] = "and",
        ["|"] = "or",
    };

    /// <summary>The words of a text, an end mark behind the last.</summary>
    /// <exception cref="ConstraintException">A character belongs to no word.</exception>
    public static IReadOnlyList<ConstraintToken> Split(string text)
    {
        var tokens = new List<ConstraintToken>();
        var position = 0;
        while (true)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            if (position == text.Length)
                break;
            var token = Next(text, position);
            tokens.Add(token);
            position += token.Kind == ConstraintToken.Sort.Text ? token.Text.Length + 2 : token.Text.Length;
        }
        tokens.Add(new ConstraintToken(ConstraintToken.Sort.End, "", text.Length));
        return tokens;
    }

    private static ConstraintToken Next(string text, int position)
    {
        var match = Word.Match(text, position);
        if (!match.Success)
            throw new ConstraintException(position, text[position] is '\'' or '"' ? "the quote is not closed" : $"'{text[position]}' is not understood");
        if (match.Groups["number"].Success)
            return new ConstraintToken(ConstraintToken.Sort.Number, match.Value, position);
        if (match.Groups["text"].Success)
            return new ConstraintToken(ConstraintToken.Sort.Text, match.Value[1..^1], position);
        if (match.Groups["name"].Success)
            return new ConstraintToken(match.Value is "and" or "or" or "not" ? ConstraintToken.Sort.Sign : ConstraintToken.Sort.Name, match.Value, position);
        if (Foreign.TryGetValue(match.Value, out var ours))
            throw new ConstraintException(position, $"'{match.Value}' is not understood; write '{ours}'");
        return new ConstraintToken(ConstraintToken.Sort.Sign, match.Value, position);
    }

    [GeneratedRegex(
        """
        \G(?:
            (?<number> (?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)? )
          | (?<text> '[^']*' | "[^"]*" )
          | (?<name> [A-Za-z_][A-Za-z0-9_]* (?: \.[A-Za-z_][A-Za-z0-9_]* | \[[0-9]+\] )* )
          | (?<sign> <= | >= | == | != | <> | && | \|\| | [-+*/()<>=!&|] )
        )
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Word { get; }
}
