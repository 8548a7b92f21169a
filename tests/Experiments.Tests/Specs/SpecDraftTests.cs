using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Experiments.Tests.Specs;

/// <summary>A spec that somebody is writing: its faults, and changes that leave the text around them as it was.</summary>
public class SpecDraftTests
{
    private const string Text = """
        # Which rate?
        name: Digits
        job: classifier # of images
        params:
          dataset: mnist
          model: # two layers
            layers:
              - { kind: linear, units: 128 }
              # squashes
              - sigmoid
              - kind: linear
                units: 10 # one for each digit
          optimizer: { kind: sgd, lr: { grid: [0.01, 0.1] } } # the rate decides
          batch: 32

        objective: test.accuracy # on images never seen
        """;

    public static TheoryData<string> Examples => [.. Directory.GetFiles(Repository.PathOf("examples"), "*.yaml").Select(file => Path.GetFileName(file)!)];

    [Fact]
    public void Tells_what_it_says_while_it_has_faults()
    {
        var draft = SpecDraft.Read("name: x\njob: classifier\nparams:\n  dataset: mnits\n", TestCatalog.Jobs);

        Assert.Null(draft.Spec);
        Assert.Equal("mnits", draft.Document!.Value.GetProperty("params").GetProperty("dataset").GetString());
        Assert.Equal("classifier", draft.Job!.Name);
        Assert.Contains(draft.Errors, error => error is { Path: "spec.params.dataset", Line: 4 });
        Assert.Contains(draft.Errors, error => error.Path == "spec.objective");
    }

    [Fact]
    public void A_fault_of_syntax_has_its_line_too()
    {
        var draft = SpecDraft.Read("name: x\nparams: { a: 1 ]\n", TestCatalog.Jobs);

        Assert.Null(draft.Document);
        Assert.Equal(2, Assert.Single(draft.Errors).Line);
    }

    [Theory]
    [InlineData("batch", "64", "  batch: 32", "  batch: 64")]
    [InlineData("optimizer.lr", "0.5", "lr: { grid: [0.01, 0.1] } } # the", "lr: 0.5 } # the")]
    [InlineData("optimizer.lr", """{"grid":[0.01,0.1,1]}""", "[0.01, 0.1]", "[0.01, 0.1, 1]")]
    [InlineData("optimizer.lr", """{"loguniform":[0.01,1]}""", "{ grid: [0.01, 0.1] }", "{ loguniform: [0.01, 1] }")]
    [InlineData("optimizer.momentum", "0.9", "[0.01, 0.1] } }", "[0.01, 0.1] }, momentum: 0.9 }")]
    [InlineData("epochs", "3", "  batch: 32", "  batch: 32\n  epochs: 3")]
    [InlineData("model.layers[2].units", "20", "units: 10 #", "units: 20 #")]
    [InlineData("model.layers[2].bias", "false", "units: 10 # one for each digit", "units: 10 # one for each digit\n        bias: false")]
    [InlineData("model.layers[0].units", "64", "units: 128", "units: 64")]
    [InlineData("model.layers[1]", "\"relu\"", "- sigmoid", "- relu")]
    [InlineData("dataset", "\"no: text\"", "dataset: mnist", "dataset: 'no: text'")]
    [InlineData("optimizer", """{"kind":"adam"}""", "{ kind: sgd, lr: { grid: [0.01, 0.1] } } #", "{ kind: adam } #")]
    [InlineData("optimizer", "\"adam\"", "{ kind: sgd, lr: { grid: [0.01, 0.1] } } #", "adam #")]
    public void A_change_of_a_value_leaves_everything_else_as_it_was(string path, string value, string before, string after)
    {
        var draft = SpecDraft.Read(Text, TestCatalog.Jobs);

        var changed = draft.With(Set(draft.Document!.Value, path, JsonNode.Parse(value)));

        Assert.Contains(before, Text);
        Assert.Equal(Text.Replace(before, after), changed.Text);
    }

    [Theory]
    [InlineData("batch", "  batch: 32\n", "")]
    [InlineData("dataset", "  dataset: mnist\n", "")]
    [InlineData("optimizer.lr", ", lr: { grid: [0.01, 0.1] }", "")]
    [InlineData("optimizer.kind", "kind: sgd, ", "")]
    [InlineData("model.layers[2].units", "        units: 10 # one for each digit\n", "")]
    [InlineData("model.layers[2].kind", "- kind: linear\n        units", "- units")]
    [InlineData("model.layers[1]", "      - sigmoid\n", "")]
    public void A_value_that_goes_takes_nothing_else_with_it(string path, string before, string after)
    {
        var draft = SpecDraft.Read(Text, TestCatalog.Jobs);

        var changed = draft.With(Set(draft.Document!.Value, path, null));

        Assert.Contains(before, Text);
        Assert.Equal(Text.Replace(before, after), changed.Text);
    }

    [Fact]
    public void A_layer_more_is_a_line_more()
    {
        var draft = SpecDraft.Read(Text, TestCatalog.Jobs);
        var document = JsonNode.Parse(draft.Document!.Value.GetRawText())!;
        document["params"]!["model"]!["layers"]!.AsArray().Insert(1, JsonNode.Parse("""{"kind":"linear","units":64}"""));

        var changed = draft.With(JsonSerializer.SerializeToElement(document));

        Assert.Equal(Text.Replace("units: 128 }\n", "units: 128 }\n      - { kind: linear, units: 64 }\n"), changed.Text);
    }

    [Fact]
    public void A_section_more_comes_after_the_one_before_it()
    {
        var draft = SpecDraft.Read(Text, TestCatalog.Jobs);
        var document = JsonNode.Parse(draft.Document!.Value.GetRawText())!.AsObject();
        document["search"] = JsonNode.Parse("""{"algorithm":"random","trials":20}""");

        var changed = draft.With(JsonSerializer.SerializeToElement(document));

        Assert.Equal(Text + "\nsearch: { algorithm: random, trials: 20 }", changed.Text);
        Assert.Equal(20, changed.Spec!.Search.Trials);
    }

    [Theory]
    [InlineData("a: &x { b: 1 }\nc: *x # again\n", """{"a":{"b":2},"c":{"b":1}}""")]
    [InlineData("a: !!str 1\n", """{"a":2}""")]
    [InlineData("\"a.b\": 1\na: { b: 2 }\n", """{"a.b":3,"a":{"b":2}}""")]
    [InlineData("a:\n", """{"a":{"b":[{"c":1},{"d":[[1,2],[3]]}]}}""")]
    [InlineData("a: |\n  some\n  text\nb: 1\n", """{"a":"other\ntext","b":1}""")]
    [InlineData("- 1\n- 2\n", """{"a":1}""")]
    [InlineData("{ a: 1 }\n", """{"a":1,"b":[]}""")]
    [InlineData("a: [{ b: 1 }, { b: 2 }]\r\nc: 1\r\n", """{"a":[{"b":2}],"c":1}""")]
    public void Whatever_the_spelling_the_text_says_what_it_should(string text, string document)
    {
        var wanted = JsonDocument.Parse(document).RootElement;

        var changed = SpecDraft.Read(text, TestCatalog.Jobs).With(wanted);

        Assert.True(JsonElement.DeepEquals(wanted, changed.Document!.Value), changed.Text);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void In_every_example_every_value_can_change_and_no_comment_is_lost(string file)
    {
        var draft = SpecDraft.Read(File.ReadAllText(Path.Combine(Repository.PathOf("examples"), file)), JobCatalog.Default);
        Assert.Empty(draft.Errors);
        foreach (var path in Leaves(draft.Document!.Value, ""))
        {
            var wanted = SetAt(draft.Document.Value, path, JsonValue.Create("other"));

            var changed = draft.With(wanted);

            Assert.True(JsonElement.DeepEquals(wanted, changed.Document!.Value), $"{path}:\n{changed.Text}");
            Assert.Equal(draft.Text.Count(letter => letter == '#'), changed.Text.Count(letter => letter == '#'));
            Assert.Equal(draft.Text.Count(letter => letter == '\n'), changed.Text.Count(letter => letter == '\n'));
        }
    }

    private static JsonElement Set(JsonElement document, string path, JsonNode? value) => SetAt(document, "params." + path, value);

    private static JsonElement SetAt(JsonElement document, string path, JsonNode? value)
    {
        var root = JsonNode.Parse(document.GetRawText())!;
        var keys = path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        var node = keys.SkipLast(1).Aggregate(root, (at, key) => key[0] == '[' ? at[int.Parse(key[1..^1])]! : at[key]!);
        var last = keys[^1];
        if (node is JsonArray list)
        {
            list.RemoveAt(int.Parse(last[1..^1]));
            if (value is not null)
                list.Insert(int.Parse(last[1..^1]), value);
        }
        else if (value is null)
        {
            node.AsObject().Remove(last);
        }
        else
        {
            node[last] = value;
        }

        return JsonSerializer.SerializeToElement(root);
    }

    private static IEnumerable<string> Leaves(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Leaves(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}")),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Leaves(item, $"{path}[{index}]")),
        _ => [path],
    };
}
