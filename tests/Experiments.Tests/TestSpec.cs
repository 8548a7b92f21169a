using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests;

/// <summary>Specs for tests that are about one part of them.</summary>
internal static class TestSpec
{
    /// <summary>A valid spec of a classifier without anything to search.</summary>
    public const string Yaml = """
        name: Digits
        job: classifier
        params:
          dataset: mnist
          model: { layers: [{ kind: linear, units: 10 }] }
          optimizer: { kind: sgd, lr: 0.1 }
        objective: test.accuracy
        """;

    public static SearchSpec Grid(int? trials = null) => new() { Algorithm = "grid", Trials = trials };

    public static SearchSpec Random(int trials) => new() { Algorithm = "random", Trials = trials };

    /// <summary>A classifier whose optimizer, batch and epochs are given; whatever is left out has its default.</summary>
    public static ExperimentSpec Of(object optimizer, object? batch = null, object? epochs = null) => new()
    {
        Name = "Digits",
        Job = "classifier",
        Parameters = ParameterValue.Of(new
        {
            dataset = "mnist",
            model = new { layers = new[] { new { kind = "linear", units = 10 } } },
            optimizer,
            batch = batch ?? 32,
            epochs = epochs ?? 1,
        }),
        Objective = Objective.Maximize("test.accuracy"),
    };

    /// <summary>The faults of a YAML text, each as one line.</summary>
    public static IReadOnlyList<string> FaultsOf(string yaml)
    {
        try
        {
            SpecYaml.Read(yaml, TestCatalog.Jobs);
            return [];
        }
        catch (InvalidSpecException exception)
        {
            return [.. exception.Errors.Select(error => error.ToString())];
        }
    }

    /// <summary>All proposals of a spec's search, each as its choices in one line: <c>optimizer.lr=0.1 batch=32</c>.</summary>
    public static IReadOnlyList<string> ProposalsOf(ExperimentSpec spec)
    {
        var search = SearchAlgorithms.Create(spec, TestCatalog.Jobs);
        return [.. Enumerable.Range(1, int.MaxValue).Select(search.Propose).TakeWhile(proposal => proposal is not null).Select(proposal => Line(proposal!.Choices))];
    }

    public static string Line(IReadOnlyDictionary<string, JsonElement> choices) =>
        string.Join(' ', choices.Select(choice => $"{choice.Key}={choice.Value.GetRawText()}"));
}
