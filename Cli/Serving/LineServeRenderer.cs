using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Output;
using ActorTraining.Cli.Runs;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Serving;

/// <summary>Shows a serving process as plain lines that begin with the experiment's identifier, so that <c>grep</c> follows one.</summary>
internal sealed class LineServeRenderer(CommandContext context) : IServeRenderer
{
    /// <inheritdoc/>
    public void Begin(string store, int slots) => Line($"serving {StorePath.Shown(context, store)} on {TrialText.Plural(slots, "slot")}");

    /// <inheritdoc/>
    public void Add(ExperimentInfo experiment, bool takenUp)
    {
        string trials = experiment.Planned is { } planned ? TrialText.Plural(planned, "trial") : "trials";
        int done = experiment.Counts.Where(count => count.Key.IsFinal()).Sum(count => count.Value);
        string how = experiment.State is ExperimentState.Paused ? "is paused" : takenUp ? "taken up" : "added";
        Line($"{experiment.Id} {how}: {trials} of {experiment.Spec.Job}{(done > 0 ? $", {done} of them done before" : "")}");
    }

    /// <inheritdoc/>
    public void Show(ExperimentEvent happened, ExperimentInfo experiment)
    {
        string? told = happened is ExperimentChanged changed
            ? EventText.State(changed)
            : EventText.OfTrial(happened, experiment.Spec.Objective.Metric, experiment.Planned ?? 0, ChoiceText.For(experiment.Spec));
        if (told is not null)
            Line($"{experiment.Id} {told}");
    }

    private void Line(string text) => context.Out.WriteLine(PlainText.Of(text));
}
