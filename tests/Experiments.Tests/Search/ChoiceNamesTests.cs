using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Search.Naming;
using ActorTraining.Experiments.Search.Space;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Search;

public class ChoiceNamesTests
{
    /// <summary>What the first parameter sets of a grid are called, without what is chosen inside of them.</summary>
    private static string[] Outer(string alternatives)
    {
        var parameters = JsonDocument.Parse($$"""{ "x": { "choice": [{{alternatives}}] } }""").RootElement;
        var names = ChoiceNames.Of(parameters);
        return [.. Proposals(parameters).Select(proposal => names.ValueOf("x", proposal.Choices["x"])).Distinct()];
    }

    private static IEnumerable<Proposal> Proposals(JsonElement parameters)
    {
        var space = new SearchSpace(parameters, new ParameterValidation([]));
        for (int i = 0; i < space.Count; i++) yield return space.At(i);
    }

    private static string Line(string parameters, string choices) => string.Join(' ', ChoiceNames.Of(JsonDocument.Parse(parameters).RootElement)
        .Of(JsonDocument.Parse(choices).RootElement.EnumerateObject().ToDictionary(choice => choice.Name, choice => choice.Value))
        .Select(choice => $"{choice.Name}={choice.Value}"));

    [Theory]
    [InlineData("""{ "kind": "adam", "lr": 1e-3, "weight_decay": 0.01 }, { "kind": "sgd", "lr": { "choice": [0.1, 0.2] } }, "none" """, "adam|sgd|none")]
    [InlineData("""{ "kind": "sgd", "lr": 0.1 }, { "kind": "sgd", "lr": 0.01 }""", "sgd, lr 0.1|sgd, lr 0.01")]
    [InlineData("""{ "flip": true }, { "flip": true, "crop": { "area": { "choice": [0.2, 0.5] } } }, { "flip": false, "crop": { "area": 0.9 } }""", "flip|flip, crop|flip false, crop 0.9")]
    [InlineData("""{ "flip": true }, { "flip": true, "jitter": { "brightness": 0.3, "contrast": 0.3, "saturation": 0.2 } }""", "flip|flip+jitter")]
    public void Objects_go_by_what_tells_them_apart(string alternatives, string names) => Assert.Equal(names.Split('|'), Outer(alternatives));

    [Theory]
    [InlineData("""[{ "kind": "linear", "units": 10 }], [{ "kind": "linear", "units": 32 }, "relu"]""", "linear 10|linear 32 · relu")]
    [InlineData(
        """
        [{ "kind": "conv-2d", "outputs": { "choice": [8, 16] }, "kernel": 3, "padding": 1 }, "relu", { "kind": "linear", "units": 43 }],
        [{ "kind": "conv-2d", "outputs": 16, "kernel": 3, "padding": 1 }, "relu", { "kind": "conv-2d", "outputs": 32, "kernel": 3, "padding": 1 }, "relu", { "kind": "linear", "units": 43 }]
        """,
        "1×conv-2d|2×conv-2d")]
    [InlineData(
        """
        [{ "kind": "conv-2d", "outputs": 8, "kernel": 3, "padding": 1, "bias": true }, { "kind": "linear", "units": 43 }],
        [{ "kind": "conv-2d", "outputs": 8, "kernel": 3, "padding": 1, "bias": true }, { "kind": "linear", "units": 81 }]
        """,
        "linear 43|linear 81")]
    public void Lists_go_by_their_content_or_by_the_items_that_differ(string alternatives, string names) => Assert.Equal(names.Split('|'), Outer(alternatives));

    [Fact]
    public void What_no_short_name_tells_apart_is_counted()
    {
        const string Long = "a sentence that is longer than any name is allowed to be";
        Assert.Equal(["alternative 1", "alternative 2"], Outer($$"""{ "text": "{{Long}} one" }, { "text": "{{Long}} two" }"""));
    }

    [Fact]
    public void Places_in_a_list_are_one_choice_in_the_order_of_the_list()
    {
        const string Layers = """{ "layers": [{ "outputs": { "int": [1, 64] } }, "relu", { "outputs": { "int": [1, 64] } }, { "outputs": { "int": [1, 64] } }] }""";
        Assert.Equal("outputs=16-24-32", Line(Layers, """{ "layers[0].outputs": 16, "layers[10].outputs": 32, "layers[2].outputs": 24 }"""));
        Assert.Equal("kind=relu, tanh", Line(Layers, """{ "layers[1].kind": "relu", "layers[3].kind": "tanh" }"""));
    }

    [Theory]
    [InlineData("""{ "optimizer": { "lr": { "grid": [1] } } }""", """{ "optimizer.lr": 0.1 }""", "lr=0.1")]
    [InlineData("""{ "a": { "lr": { "grid": [1] } }, "b": { "lr": { "grid": [1] } } }""", """{ "a.lr": 0.1 }""", "a.lr=0.1")]
    [InlineData("{}", """{ "a.lr": 0.1, "b.lr": 1, "c": true }""", "a.lr=0.1 b.lr=1 c=true")]
    public void A_choice_goes_by_its_last_name_where_that_is_clear(string parameters, string choices, string line) => Assert.Equal(line, Line(parameters, choices));

    [Fact]
    public void A_value_that_the_spec_does_not_know_is_cut()
    {
        var name = ChoiceNames.Of(JsonDocument.Parse("{}").RootElement).ValueOf("layers", JsonDocument.Parse("""["one", "two", "three", "four", "five", "six", "seven", "eight"]""").RootElement);
        Assert.Equal("one · two · three · four · five · six ·…", name);
    }

    [Fact]
    public void The_trials_of_the_grocery_search_have_names_to_read()
    {
        var spec = SpecYaml.Read(File.ReadAllText(Repository.PathOf("examples/grocery-search.yaml")), JobCatalog.Default);
        var names = ChoiceNames.Of(spec.Parameters);
        var search = SearchAlgorithms.Create(spec, JobCatalog.Default);
        for (var number = 1; number <= 20; number++)
        {
            var choices = names.Of(search.Propose(number)!.Choices).ToDictionary(choice => choice.Name, choice => choice.Value);
            Assert.Contains(choices["layers"], (string[])["3×conv-2d", "4×conv-2d", "5×conv-2d", "6×conv-2d"]);
            Assert.Equal(choices["layers"][0] - '0', choices["outputs"].Split('-').Length);
            Assert.Contains(choices["augment"], (string[])["flip", "flip+crop", "flip+crop+jitter", "flip+rotate+crop+jitter"]);
            Assert.Contains(choices["optimizer"], (string[])["adamw", "sgd"]);
        }
    }
}
