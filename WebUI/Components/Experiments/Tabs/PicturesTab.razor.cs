using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Experiments.Pictures;
using ActorTraining.WebUI.Live;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Experiments.Tabs;

/// <summary>The pictures that trials stored, the best trial's first.</summary>
public sealed partial class PicturesTab
{
    private const int MostTrials = 200;

    private IReadOnlyList<Picture> _pictures = [];
    private int _size = 192;
    private bool _read;
    private bool _partly;

    [SupplyParameterFromQuery]
    private string? By { get; set; }

    [SupplyParameterFromQuery]
    private string? Order { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool ByTrial => By == "trial";

    private bool WorstFirst => Order == "worst";

    // Trials without a result come last in either order.
    private IEnumerable<Picture> Ordered => WorstFirst ? _pictures.Reverse().OrderBy(picture => picture.Trial.Objective is null) : _pictures;

    private IEnumerable<IGrouping<string, Picture>> Groups => ByTrial
        ? Ordered.GroupBy(picture => $"Trial {picture.Trial.Number}")
        : Ordered.GroupBy(picture => picture.File.Name).OrderBy(group => group.Key, StringComparer.Ordinal);

    // Pictures come with the end of a trial.
    /// <inheritdoc/>
    protected override void OnChanged(LiveBatch batch)
    {
        if (batch.Trials.Values.Any(trial => trial.State.IsFinal()))
        {
            Ask();
        }
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        var trials = await Experiments.TrialsAsync(View.Id, new TrialQuery { BestFirst = true, Limit = MostTrials });
        _partly = trials.Total > trials.Items.Count;
        List<ArtifactInfo> files = [];
        if (_partly)
        {
            foreach (var trial in trials.Items)
            {
                files.AddRange(await Experiments.ArtifactsAsync(View.Id, trial.Number));
            }
        }
        else
        {
            files.AddRange(await Experiments.ArtifactsAsync(View.Id));
        }

        var pictures = files.Where(Picture.Is).ToLookup(file => file.Trial);
        _pictures = [.. trials.Items.SelectMany(trial => pictures[trial.Number].Select(file => new Picture(View.Id, trial, file)))];
        _read = true;
    }

    private void Change(string name, string? value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value), replace: true);
}
