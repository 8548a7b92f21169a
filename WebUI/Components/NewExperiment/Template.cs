using ActorTraining.Experiments.Specs;

namespace ActorTraining.WebUI.Components.NewExperiment;

/// <summary>An experiment that comes with the program, to start from.</summary>
/// <param name="Key">Its file's name without the end: <c>mnist-learning-rates</c>.</param>
/// <param name="Group">What it has in common with others.</param>
/// <param name="Spec">What it says.</param>
/// <param name="Picture">The address of a picture of its results; null where there is none.</param>
internal sealed record Template(string Key, string Group, ExperimentSpec Spec, string? Picture)
{
    /// <summary>The text, comments included.</summary>
    public string Yaml => Spec.Source!;
}
