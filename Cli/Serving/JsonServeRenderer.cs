using System.Text.Json;
using ActorTraining.Cli.Output;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Serving;

/// <summary>Shows a serving process as one JSON object per line, for programs; <c>docs/cli.md</c> describes the objects.</summary>
internal sealed class JsonServeRenderer(CommandContext context) : IServeRenderer
{
    /// <inheritdoc/>
    public void Begin(string store, int slots) => Line(new { Type = "serve", Store = store, Slots = slots });

    /// <inheritdoc/>
    public void Add(ExperimentInfo experiment, bool takenUp) => Line(new
    {
        Type = "begin",
        Experiment = experiment.Id,
        experiment.Spec.Name,
        experiment.Spec.Job,
        Trials = experiment.Planned,
        experiment.State,
        Resumed = takenUp,
    });

    /// <inheritdoc/>
    public void Show(ExperimentEvent happened, ExperimentInfo experiment)
    {
        if (happened is TrialProgressed)
            return;
        var line = JsonSerializer.SerializeToNode(happened, ExperimentJson.Options)!.AsObject();
        line.Insert(1, "experiment", experiment.Id);
        context.Out.WriteLine(line.ToJsonString(ExperimentJson.Options));
    }

    private void Line<T>(T value) => context.Out.WriteLine(JsonText.Of(value));
}
