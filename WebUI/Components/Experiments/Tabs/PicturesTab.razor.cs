using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Experiments.Pictures;
using ActorTraining.WebUI.Live;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Experiments.Tabs;

/// <summary>The pictures that trials stored, the best trial's first.</summary>
public sealed partial class PicturesTab : ComponentBase, IDisposable
{
    private const int MostTrials = 200;

    private IReadOnlyList<Picture> _pictures = [];
    private int _size = 192;
    private bool _read;
    private bool _partly;

    /// <summary>The experiment.</summary>
    [CascadingParameter]
    public ExperimentView View { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? By { get; set; }

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool ByTrial => By == "trial";

    private IEnumerable<IGrouping<string, Picture>> Groups => ByTrial
        ? _pictures.GroupBy(picture => $"Trial {picture.Trial.Number}")
        : _pictures.GroupBy(picture => picture.File.Name).OrderBy(group => group.Key, StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        View.Changed += OnChanged;
        await ReadAsync();
    }

    /// <summary>Stops following.</summary>
    public void Dispose() => View.Changed -= OnChanged;

    // Pictures come with the end of a trial.
    private void OnChanged(LiveBatch batch)
    {
        if (batch.Trials.Values.Any(trial => trial.State.IsFinal()))
        {
            _ = InvokeAsync(async () =>
            {
                await ReadAsync();
                StateHasChanged();
            });
        }
    }

    private async Task ReadAsync()
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
