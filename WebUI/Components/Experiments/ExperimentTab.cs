using ActorTraining.WebUI.Components.Experiments.Tabs;

namespace ActorTraining.WebUI.Components.Experiments;

/// <summary>A tab of an experiment's page.</summary>
/// <param name="Key">Its part of the address: <c>/experiments/{id}/curves</c>.</param>
/// <param name="Title">What stands on it.</param>
/// <param name="Component">What it shows.</param>
internal sealed record ExperimentTab(string Key, string Title, Type Component)
{
    /// <summary>All of them, in their order; the first one is shown where the address names none.</summary>
    public static IReadOnlyList<ExperimentTab> All { get; } =
    [
        new("overview", "Overview", typeof(OverviewTab)),
        new("curves", "Curves", typeof(CurvesTab)),
        new("trials", "Trials", typeof(TrialsTab)),
        new("analysis", "Analysis", typeof(AnalysisTab)),
        new("pictures", "Pictures", typeof(PicturesTab)),
        new("log", "Log", typeof(LogTab)),
        new("spec", "Spec", typeof(SpecTab)),
    ];

    /// <summary>The tab that an address names; null where there is none of that name.</summary>
    public static ExperimentTab? Find(string? key) => key is null ? All[0] : All.FirstOrDefault(tab => tab.Key == key);
}
