using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActorTraining.Experiments.Search.Expressions;
using ActorTraining.Experiments.Specs;
using ActorTraining.Experiments.Specs.Yaml;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Specs;

/// <summary><c>docs/spec.md</c>, the users' reference of the spec language.</summary>
public partial class SpecReferenceTests
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("docs/spec.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_key_has_a_row_with_its_default()
    {
        foreach (var (path, schema) in Keys(SpecSchema.Structure, ""))
        {
            var row = Assert.Single(Text.Split('\n'), line => line.StartsWith($"| `{path}` |", StringComparison.Ordinal));
            if (schema is TextSchema or NumberSchema or IntegerSchema or FlagSchema or DurationSchema && schema.Default is { } standing)
                Assert.Contains($"| `{standing}` |", row);
            if (schema.Required && !path.Contains('.'))
                Assert.Contains("Required.", row);
        }
    }

    [Fact]
    public void Every_row_is_a_key() => Assert.Equal(
        Keys(SpecSchema.Structure, "").Select(key => key.Path).Order(),
        Row.Matches(Section("Keys")).Select(row => row.Groups[1].Value).Order());

    [Fact]
    public void Every_choice_bound_and_kind_is_named()
    {
        foreach (var (path, schema) in Keys(SpecSchema.Structure, ""))
        {
            var row = Text.Split('\n').First(line => line.StartsWith($"| `{path}` |", StringComparison.Ordinal));
            Assert.All((schema as TextSchema)?.Choices ?? [], choice => Assert.Contains($"`{choice}`", row));
            if (schema is DurationSchema duration)
                Assert.Contains($"At most `{DurationValue.Show(duration.Maximum)}`.", row);
            if (schema is MemorySchema memory)
                Assert.Contains($"At most `{MemoryValue.Show(memory.Maximum)}`.", row);
            if (schema is IntegerSchema { Maximum: not (int.MaxValue or long.MaxValue) and var most })
                Assert.Contains($"At most {most}.", row);
        }
    }

    [Fact]
    public void Every_search_expression_is_explained() =>
        Assert.All(SearchKeywords.All, keyword => Assert.Contains($"| `{{ {keyword.Name}: [", Section("Search")));

    [Fact]
    public void Every_example_is_valid()
    {
        var blocks = Yaml.Matches(Text).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => SpecJson.Read(Completed(block), JobCatalog.Default));
    }

    [Fact]
    public void Every_duration_of_the_text_is_one() => Assert.All(
        Regex.Matches(Section("Durations").Split("The units are")[0], "`([^`]+)`").Select(match => match.Groups[1].Value),
        text => Assert.True(DurationValue.TryParse(text, out _), text));

    [Fact]
    public void Every_override_of_the_text_can_be_read()
    {
        var overrides = Regex.Matches(Section("Overrides"), """(?:--set (?:"([^"]+)"|(\S+)))|`([a-z.]+=[^`]+)`""")
            .Select(match => string.Concat(match.Groups.Values.Skip(1).Select(group => group.Value)))
            .ToList();

        Assert.Equal(5, overrides.Count);
        Assert.All(overrides, text => SpecYaml.Read(TestSpec.Yaml, JobCatalog.Default, [SpecOverride.Parse(text)]));
    }

    /// <summary>All keys of a document, with their paths; those under <c>params</c> belong to jobs.</summary>
    private static IEnumerable<(string Path, ParameterSchema Schema)> Keys(ParameterSchema schema, string path)
    {
        IEnumerable<KeyValuePair<string, ParameterSchema>> properties = (schema is ListSchema { TakesSingle: true } list ? list.Item : schema) switch
        {
            ObjectSchema keys => keys.Properties,
            UnionSchema union => union.Kinds.SelectMany(kind => kind.Value.Properties).DistinctBy(property => property.Key)
                .Prepend(new(union.Discriminator, union.Names with { Default = union.Default })),
            _ => [],
        };
        foreach (var (name, property) in properties)
        {
            var place = SpecPath.Property(path, name);
            yield return (place, property);
            foreach (var key in Keys(property, place))
                yield return key;
        }
    }

    /// <summary>A block of the text as a whole document: what it leaves out is taken from a valid spec.</summary>
    private static JsonElement Completed(string block)
    {
        var document = JsonSerializer.SerializeToNode(YamlComposer.Read(TestSpec.Yaml, SpecPath.Root).Value)!;
        foreach (var given in YamlComposer.Read(block, SpecPath.Root).Value.EnumerateObject())
            document[given.Name] = JsonNode.Parse(given.Value.GetRawText());
        return JsonSerializer.SerializeToElement(document);
    }

    private static string Section(string title) => Text.Split("\n## ").Single(section => section.StartsWith(title + "\n", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row { get; }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml { get; }
}
