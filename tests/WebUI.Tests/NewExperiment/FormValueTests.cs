using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;
using ActorTraining.WebUI.Components.NewExperiment.Form;

namespace ActorTraining.WebUI.Tests.NewExperiment;

/// <summary>What a form makes of what is typed and chosen in it.</summary>
public sealed class FormValueTests
{
    private static readonly NumberSchema Rate = new() { ExclusiveMinimum = 0 };

    private static readonly UnionSchema Optimizer = (UnionSchema)JobCatalog.Default.Find("classifier")!.Parameters.Find("optimizer")!;

    [Theory]
    [InlineData("1e-3", "1e-3")]
    [InlineData(".5", "0.5")]
    [InlineData(" 2 ", "2")]
    [InlineData("fast", "\"fast\"")]
    [InlineData("", null)]
    public void A_number_keeps_its_spelling_and_what_is_none_stays_a_text(string text, string? json) => Assert.Equal(json, FormValue.Parse(Rate, text)?.GetRawText());

    [Fact]
    public void A_list_is_read_with_commas() => Assert.Equal("[0.01,0.1,\"x\"]", FormValue.ParseList(Rate, "0.01, 0.1,, x").GetRawText());

    [Theory]
    [InlineData("grid", "0.1", """{"grid":[0.01,0.1]}""")]
    [InlineData("loguniform", "0.1", """{"loguniform":[0.01,1]}""")]
    [InlineData("logint", "16", """{"logint":[1,160]}""")]
    [InlineData("logint", "0.1", """{"logint":[1,10]}""")]
    [InlineData("uniform", "0.1", """{"uniform":[0.05,0.2]}""")]
    [InlineData("uniform", """{"loguniform":[0.01,1]}""", """{"uniform":[0.05,0.2]}""")]
    public void A_value_that_begins_to_vary_varies_around_what_it_was(string word, string value, string varied) =>
        Assert.Equal(varied, FormValue.Varied(Rate, Word(Rate, word), Json(value)).GetRawText());

    [Theory]
    [InlineData("""{"grid":[3,4]}""", "3")]
    [InlineData("""{"int":[2,8]}""", "5")]
    [InlineData("""{"logint":[2,32]}""", "8")]
    [InlineData("""{"loguniform":[0.01,1]}""", "0.1")]
    [InlineData("""{"grid":[]}""", """{"grid":[]}""")]
    public void A_value_that_stops_varying_is_one_of_what_it_was(string expression, string value) => Assert.Equal(value, FormValue.Fixed(Json(expression)).GetRawText());

    [Fact]
    public void Another_kind_keeps_what_both_have_and_gets_what_it_needs()
    {
        var adam = FormValue.Kind(Optimizer, "adam", Json("""{"kind":"sgd","lr":{"grid":[0.1,1]},"momentum":0.9}"""));

        Assert.Equal("""{"kind":"adam","lr":{"grid":[0.1,1]}}""", adam.GetRawText());
    }

    [Fact]
    public void A_new_property_comes_where_the_schema_lists_it()
    {
        var value = FormValue.WithProperty(Json("""{"a":1,"c":3}"""), "b", Json("2"), ["a", "b", "c"]);
        Assert.Equal("""{"a":1,"b":2,"c":3}""", value.GetRawText());
        Assert.Equal("""{"a":1,"c":3}""", FormValue.WithProperty(value, "b", null, ["a", "b", "c"]).GetRawText());
    }

    [Fact]
    public void Every_parameter_of_every_job_has_a_valid_value_to_begin_with()
    {
        foreach (var job in JobCatalog.Default.Jobs)
        {
            foreach (var (name, schema) in job.Parameters.Properties.Where(property => property.Value is not TextSchema { Choices: null }))
            {
                var errors = new List<ParameterError>();
                schema.Validate(FormValue.First(schema), name, errors);
                Assert.DoesNotContain(errors, error => error.Message is not ("is empty" or "is missing"));
            }
        }
    }

    [Theory]
    [InlineData("normal", "[0.1,0.01]", "0.1")]
    [InlineData("quantised", "[0.1,0.2,0.01]", "0.15")]
    [InlineData("uniform", "[0.05,0.2]", "0.125")]
    public void A_number_varies_around_what_it_was_and_comes_back(string word, string argument, string back)
    {
        var schema = new NumberSchema { Minimum = 0, Maximum = 1 };
        var varied = FormValue.Varied(schema, Word(schema, word), Json("0.1"));

        Assert.Equal($$"""{"{{word}}":{{argument}}}""", varied.GetRawText());
        Assert.Equal(back, FormValue.Fixed(varied).GetRawText());
    }

    private static SearchWord Word(ParameterSchema schema, string name) => SearchVocabulary.For(schema).Single(word => word.Name == name);

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
