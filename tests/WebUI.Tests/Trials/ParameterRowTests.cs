using System.Text.Json;
using ActorTraining.WebUI.Components.Trials;

namespace ActorTraining.WebUI.Tests.Trials;

/// <summary>A trial's parameters as a tree.</summary>
public sealed class ParameterRowTests
{
    [Fact]
    public void Short_objects_are_one_line_and_long_ones_a_branch()
    {
        using var document = JsonDocument.Parse("""{ "dataset": "mnist", "model": { "layers": [{ "kind": "linear", "units": 10 }, { "kind": "relu" }] }, "flip": true, "sizes": [1, 2], "optimizer": { "kind": "sgd", "lr": 0.1 } }""");

        Assert.Equal(
            [
                new ParameterRow("dataset", 0, "dataset", "mnist"),
                new ParameterRow("model", 0, "model", null),
                new ParameterRow("model.layers", 1, "layers", null),
                new ParameterRow("model.layers[0]", 2, "1", "linear, units 10"),
                new ParameterRow("model.layers[1]", 2, "2", "relu"),
                new ParameterRow("flip", 0, "flip", "yes"),
                new ParameterRow("sizes", 0, "sizes", "[1, 2]"),
                new ParameterRow("optimizer", 0, "optimizer", null),
                new ParameterRow("optimizer.kind", 1, "kind", "sgd"),
                new ParameterRow("optimizer.lr", 1, "lr", "0.1"),
            ],
            ParameterRow.Of(document.RootElement));
    }
}
