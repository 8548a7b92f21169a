using System.Text.Json;
using ActorTraining.Experiments.Specs;
using FsCheck;
using FsCheck.Fluent;

namespace ActorTraining.Experiments.Tests.Specs;

public class SpecRoundTripTests
{
    [Fact]
    public void Written_YAML_reads_back_to_an_equal_spec() => Prop.ForAll(SpecGenerator.Specs, spec =>
    {
        var yaml = SpecYaml.Write(spec);
        var read = SpecYaml.Read(yaml, TestCatalog.Jobs);
        Assert.Equal(spec, read);
        Assert.Equal(spec.Parameters.GetRawText(), read.Parameters.GetRawText());
        Assert.Equal((spec.Name, spec.Description, spec.Seed), (read.Name, read.Description, read.Seed));
        Assert.Equal(yaml, SpecYaml.Write(read));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Written_JSON_reads_back_to_an_equal_spec_with_and_without_the_catalogue() => Prop.ForAll(SpecGenerator.Specs, spec =>
    {
        var document = JsonDocument.Parse(SpecJson.Write(spec).GetRawText()).RootElement;
        Assert.Equal(spec, SpecJson.Read(document, TestCatalog.Jobs));
        Assert.Equal(spec, SpecJson.Read(document));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_happens_to_a_document_it_gives_a_spec_or_one_kind_of_exception()
    {
        var example = File.ReadAllText(Repository.PathOf("examples/mnist-learning-rates.yaml"));
        var damage =
            from place in Gen.Choose(0, example.Length - 1)
            from length in Gen.Choose(0, 20)
            from text in Gen.OneOf(
                Gen.Elements("", "[", "]", "{", "}", "'", "\"", ":", ": ", "- ", "\n", "\t", "&a ", "*a", "!", "!!int ", "? ", "|", ">", "%", "---", "...", "\0", "\uD800", "#", ",", "<<: ", "\\"),
                ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""))
            select example.Remove(place, Math.Min(length, example.Length - place)).Insert(place, text);

        Prop.ForAll(Arb.From(damage), yaml =>
        {
            try
            {
                SpecYaml.Read(yaml, TestCatalog.Jobs);
            }
            catch (InvalidSpecException exception)
            {
                Assert.NotEmpty(exception.Errors);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    [Fact]
    public void Specs_that_ask_for_different_things_are_not_equal()
    {
        var spec = TestSpec.Of("adam");

        Assert.Equal(spec, spec with { Source = "name: other words for the same" });
        Assert.NotEqual(spec, spec with { Seed = 1 });
        Assert.NotEqual(spec, spec with { Tags = ["a"] });
        Assert.NotEqual(spec, spec with { Checkpoints = new CheckpointSpec { Keep = 3 } });
        Assert.NotEqual(spec, spec with { Checkpoints = new CheckpointSpec { Every = TimeSpan.FromSeconds(30) } });
        Assert.NotEqual(spec, spec with { Limits = new LimitSpec { TrialDuration = TimeSpan.FromMinutes(1) } });
        Assert.NotEqual(spec, TestSpec.Of("adam", batch: 16));
    }

    [Fact]
    public void A_stored_document_that_is_no_spec_is_refused()
    {
        Assert.Throws<InvalidSpecException>(() => SpecJson.Read(JsonDocument.Parse("[]").RootElement));
        Assert.Throws<InvalidSpecException>(() => SpecJson.Read(JsonDocument.Parse("""{"name":"a","job":"b","objective":"c"}""").RootElement));
    }
}
