using ActorTraining.WebUI.Components.Experiments.Specs;

namespace ActorTraining.WebUI.Tests.Specs;

/// <summary>The colours of YAML.</summary>
public sealed class YamlColoursTests
{
    [Theory]
    [InlineData("lr: 0.1 # fast", "key:lr|sign::|number:0.1|comment:# fast")]
    [InlineData("tags: [a, \"b: c\"]", "key:tags|sign::|sign:[|sign:,|text:\"b: c\"|sign:]")]
    [InlineData("- kind: relu", "sign:-|key:kind|sign::")]
    [InlineData("flip: true", "key:flip|sign::|word:true")]
    public void Tells_the_parts_of_a_line_apart(string line, string expected) =>
        Assert.Equal(expected, string.Join('|', YamlColours.Of(line).Where(token => token.Kind.Length > 0).Select(token => $"{token.Kind}:{token.Text}")));

    [Theory]
    [InlineData("")]
    [InlineData("a: 'it''s' \"unclosed {[ # }")]
    [InlineData("<script>alert(1)</script>: &x *y | >")]
    [InlineData("\t- ::: --- 1e5 true#no")]
    public void Loses_and_adds_no_character(string line) => Assert.Equal(line, string.Concat(YamlColours.Of(line).Select(token => token.Text)));
}
