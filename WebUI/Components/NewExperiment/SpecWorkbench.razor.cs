using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;
using ActorTraining.WebUI.Components.Actions;
using ActorTraining.WebUI.Text;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.NewExperiment;

/// <summary>A spec in the making: form and text side by side, what is wrong with it, and what it would do.</summary>
public sealed partial class SpecWorkbench : ComponentBase
{
    private const int MostShown = 50;

    // Trials that differ in more say little about how long these take.
    private const int MostDifferences = 2;

    private SpecDraft _draft = null!;
    private SpecPlan? _plan;
    private TimeEstimate? _estimate;
    private bool _looked;
    private IReadOnlyList<DataNeed> _needs = [];
    private (string Job, IReadOnlyList<EarlierTrial> Trials) _earlier = ("", []);
    private YamlEditor? _editor;
    private int _version;
    private bool _restored;
    private bool _sending;
    private RequestKey? _request;

    /// <summary>The text to begin with.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>The experiment that it is a changed copy of; null for none.</summary>
    [Parameter]
    public ExperimentInfo? Parent { get; set; }

    /// <summary>Under which name the browser remembers what is typed.</summary>
    [Parameter]
    public string? Memory { get; set; }

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    [Inject]
    private ISubmissions Submissions { get; set; } = null!;

    [Inject]
    private JobCatalog Jobs { get; set; } = null!;

    [Inject]
    private DatasetLibrary Library { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _draft = SpecDraft.Read(Text, Jobs);
        return PlanAsync();
    }

    private bool CanStart => _draft.Spec is not null && !_sending;

    private Task OnTypedAsync(string text) => ReadAsync(() => SpecDraft.Read(text, Jobs));

    private Task OnFormAsync(JsonElement document)
    {
        var draft = _draft;
        return ReadAsync(() => draft.With(document));
    }

    private Task OnRestoredAsync(string text)
    {
        _restored = true;
        return OnTypedAsync(text);
    }

    private async Task StartOverAsync()
    {
        _restored = false;
        await _editor!.ForgetAsync();
        await OnTypedAsync(Text);
    }

    private Task GoToAsync(ParameterError error) => error.Line is { } line && _editor is not null ? _editor.GoToAsync(line) : Task.CompletedTask;

    // Checking a large grid against constraints takes a while; the page goes on answering, and an answer that is late counts no more.
    private async Task ReadAsync(Func<SpecDraft> read)
    {
        var version = ++_version;
        var draft = await Task.Run(read);
        if (version == _version)
        {
            (_draft, _request) = (draft, null);
            await PlanAsync();
        }
    }

    private async Task PlanAsync()
    {
        if (_draft.Spec is not { } spec)
        {
            (_plan, _estimate, _needs) = (null, null, []);
            return;
        }

        var version = _version;
        var plan = await Task.Run(() => SpecPlan.Of(spec, Jobs));
        var needs = new DataNeeds(Library).Of(spec.Parameters);
        if (version != _version)
        {
            return;
        }

        (_plan, _needs) = (plan, needs);
        StateHasChanged();
        try
        {
            var estimate = await EstimateAsync(spec, plan);
            if (version == _version)
            {
                (_estimate, _looked) = (estimate, true);
            }
        }
        catch (Exception e) when (PortFault.Message(e) is not null)
        {
            // Without the store there is no estimate; to write a spec one needs neither.
        }
    }

    private async Task<TimeEstimate?> EstimateAsync(ExperimentSpec spec, SpecPlan plan)
    {
        var job = Jobs.Find(spec.Job)!;
        if (_earlier.Job != job.Name)
        {
            _earlier = (job.Name, await EarlierTrials.OfAsync(job, Experiments));
        }

        if (plan.Planned is not { } planned)
        {
            return null;
        }

        var cluster = await Experiments.ClusterAsync();
        var slots = cluster.Silos.Sum(silo => silo.Slots.Count(slot => slot.Device == spec.Resources.Device)) / spec.Resources.Slots;
        return TimeEstimator.Estimate(job, planned, plan.First, _earlier.Trials, Math.Max(1, Math.Min(slots, spec.Resources.Parallel ?? slots)));
    }

    private async Task StartAsync()
    {
        if (!CanStart || _draft.Spec is not { } spec)
        {
            return;
        }

        _sending = true;
        try
        {
            // The same text that is sent again, since no answer came, is the same request.
            _request ??= new RequestKey(Guid.NewGuid().ToString("N"), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_draft.Text))));
            var id = await Submissions.SubmitAsync(spec, Parent?.Id, _request);
            await _editor!.ForgetAsync();
            Navigation.NavigateTo($"/experiments/{id}");
        }
        catch (Exception e) when (PortFault.Message(e) is { } message)
        {
            Notices.Failed("The experiment was not started", message);
        }
        finally
        {
            _sending = false;
        }
    }

    // What is not known to the second is not told to the second.
    private static double Rounded(double seconds) => seconds < 60 ? Math.Max(1, Math.Ceiling(seconds)) : Math.Round(seconds / 10) * 10;

    private static string Basis(TimeEstimate estimate)
    {
        var from = estimate.Experiments is [var only] ? $"'{only}'" : $"{estimate.Experiments.Count} experiments";
        var differs = estimate.Differs.Count == 0 ? "" : $"; a rough guess, since these differ in {string.Join(", ", estimate.Differs)}";
        return $"{Format.Duration(Rounded(estimate.TrialSeconds))} a trial, {estimate.AtOnce} at once, going by {(estimate.Trials == 1 ? "a trial" : $"{estimate.Trials} trials")} of {from}{differs}";
    }

    private static string Told(DataNeed need) => need.Bytes is { } bytes
        ? $"{need.Name} ({Format.Size(bytes)}) is not on this machine yet. The first trial fetches it; its log tells how far it is, and what to do where it cannot be had."
        : $"{need.Name} is not on this machine: looked for {need.Looked}. Trials that run here need it; put it there, or change the path.";
}
