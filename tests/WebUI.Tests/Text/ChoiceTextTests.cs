using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Components.Experiments.Trials;
using ActorTraining.WebUI.Text;

namespace ActorTraining.WebUI.Tests.Text;

/// <summary>What the search chose, in words: whole lists of layers are called by what tells them apart.</summary>
public sealed class ChoiceTextTests
{
    private const string Architectures = """
        name: architectures
        job: classifier
        params:
          dataset: mnist
          model:
            layers:
              choice:
                - [{ kind: linear, units: { choice: [16, 32] } }, relu, { kind: linear, units: { choice: [8, 4] } }, relu, { kind: linear, units: 10 }]
                - [{ kind: linear, units: { choice: [16, 32] } }, relu, { kind: linear, units: 10 }]
          optimizer: { kind: sgd, lr: { loguniform: [0.001, 1] } }
          epochs: 1
        objective: { metric: test.accuracy, direction: maximize }
        search: { algorithm: random, trials: 2 }
        """;

    private static readonly ExperimentSpec Spec = SpecYaml.Read(Architectures, JobCatalog.Default);

    private static readonly TrialInfo Deep = Trial("""
        {
          "model.layers": [{ "kind": "linear", "units": 16 }, "relu", { "kind": "linear", "units": 8 }, "relu", { "kind": "linear", "units": 10 }],
          "model.layers[0].units": 16, "model.layers[2].units": 8, "optimizer.lr": 0.0123456789
        }
        """);

    [Fact]
    public void Lists_have_names_places_in_them_are_joined_and_numbers_are_short() =>
        Assert.Equal("layers 3×linear, units 16-8, lr 0.012346", ChoiceText.Of(Spec).Of(Deep));

    [Fact]
    public void A_place_in_a_list_is_called_by_the_end_of_its_path()
    {
        var words = ChoiceText.Of(Spec);

        Assert.Equal(["layers", "layers[0].units", "layers[2].units", "lr"], Deep.Choices.Keys.Select(path => words.TitleOf(path, [.. Deep.Choices.Keys])));
    }

    [Fact]
    public void The_table_of_trials_has_one_column_for_all_places_and_each_place_for_those_who_ask()
    {
        var experiment = new ExperimentInfo { Id = "a", Spec = Spec, State = ExperimentState.Running, Created = DateTimeOffset.UnixEpoch, Counts = new Dictionary<TrialState, int>() };
        var columns = TrialColumn.Of(experiment, ChoiceText.Of(Spec), [Deep], []);

        Assert.Equal(["3×linear", "16-8", "0.012346"], TrialColumn.First(columns).Where(column => column.Key.StartsWith("param", StringComparison.Ordinal) || column.Key.StartsWith("choice", StringComparison.Ordinal)).Select(column => column.Text(Deep)));
        Assert.Contains(columns, column => column.Key == "param:model.layers[2].units" && column.Text(Deep) == "8");
    }

    [Fact]
    public void Json_is_written_for_people() => Assert.Equal("""["parameters < 100","ä"]""", Format.Value(JsonDocument.Parse("""["parameters \u003C 100", "\u00e4"]""").RootElement));

    private static TrialInfo Trial(string choices) => new()
    {
        Number = 1,
        State = TrialState.Completed,
        Parameters = JsonSerializer.SerializeToElement(new { }),
        Choices = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(choices)!,
    };
}
