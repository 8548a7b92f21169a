using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Training.Parameters;
using ActorTraining.WebUI.Components.Experiments.Analysis;

namespace ActorTraining.WebUI.Tests.Analysis;

/// <summary>Which quantity tells more of the objective.</summary>
public sealed class EffectsTests
{
    private static readonly IReadOnlyList<TrialInfo> Trials =
    [
        .. Enumerable.Range(0, 120).Select(i => new TrialInfo
        {
            Number = i + 1,
            State = TrialState.Completed,
            Parameters = JsonSerializer.SerializeToElement(new { }),
            Choices = new Dictionary<string, JsonElement> { ["x"] = ParameterValue.Of(i), ["noise"] = ParameterValue.Of(i * 37 % 120), ["kind"] = ParameterValue.Of(i < 60 ? "a" : "b") },
            Objective = (i - 60.0) * (i - 60.0),
        }),
    ];

    [Fact]
    public void A_quantity_that_the_objective_bends_over_tells_much_and_noise_about_nothing()
    {
        Assert.InRange(Effect("x", null), 0.8, 1);
        Assert.InRange(Effect("noise", null), -0.1, 0.15);
        Assert.InRange(Effect("kind", ["a", "b"]), -0.05, 0.05);
    }

    [Fact]
    public void Where_nothing_varies_nothing_is_told() => Assert.Equal(0, Effects.Of(Quantity("x", null), [.. Trials.Select(trial => trial with { Objective = 1 })]));

    private static double Effect(string path, string[]? categories) => Effects.Of(Quantity(path, categories), Trials);

    private static Quantity Quantity(string path, string[]? categories) => new($"param:{path}", path, false, categories, null, trial => trial.Choices[path]);
}
