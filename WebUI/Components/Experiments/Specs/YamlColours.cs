using System.Text.RegularExpressions;

namespace ActorTraining.WebUI.Components.Experiments.Specs;

/// <summary>Tells the parts of YAML apart, for colours only: it goes by the look of a line and understands no document.</summary>
public static partial class YamlColours
{
    /// <summary>The pieces of a line. Together they are the line, whatever stands in it.</summary>
    public static IReadOnlyList<YamlToken> Of(string line)
    {
        List<YamlToken> tokens = [];
        var at = 0;
        foreach (Match match in Parts().Matches(line))
        {
            if (match.Index > at)
            {
                tokens.Add(new YamlToken("", line[at..match.Index]));
            }

            var kind = match.Groups.Cast<Group>().Skip(1).First(group => group.Success).Name;
            tokens.Add(new YamlToken(kind, match.Value));
            at = match.Index + match.Length;
        }

        if (at < line.Length)
        {
            tokens.Add(new YamlToken("", line[at..]));
        }

        return tokens;
    }

    [GeneratedRegex("""(?<comment>(?<=^|\s)\#.*$)|(?<key>(?<=^|[\s{,\-])[\w.$\-]+(?=:(\s|$)))|(?<text>"[^"]*"|'[^']*')|(?<number>(?<=[\s\[,:])-?\d[\d_]*(\.\d+)?([eE][-+]?\d+)?(?=$|[\s,\]}]))|(?<word>\b(true|false|null)\b)|(?<sign>[\[\]{},:]|(?<=^\s*)-(?=\s))""", RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}
