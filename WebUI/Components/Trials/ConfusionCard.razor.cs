using System.Globalization;
using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Actions;
using ActorTraining.WebUI.Components.Charts;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Trials;

/// <summary>The confusion matrix of a trial and the accuracy of each class; nothing where the trial stored none.</summary>
public sealed partial class ConfusionCard : ComponentBase
{
    // A table of a thousand classes is smaller.
    private const long LargestFile = 4 * 1024 * 1024;

    private OptionChart? _chart;
    private ConfusionTable? _table;
    private IReadOnlyList<ClassAccuracy> _classes = [];
    private object? _option;
    private string? _read;
    private string? _fault;

    /// <summary>The identifier of the experiment.</summary>
    [Parameter, EditorRequired]
    public string Experiment { get; set; } = "";

    /// <summary>The files of the trial.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ArtifactInfo> Files { get; set; } = [];

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var file = Files.FirstOrDefault(one => one.Name == ConfusionTable.FileName && one.Size <= LargestFile);
        if (file?.Sha256 == _read)
        {
            return;
        }

        (_read, _fault) = (file?.Sha256, null);
        ConfusionTable? table = null;
        try
        {
            table = file is null ? null : await ReadAsync(file);
        }
        catch (Exception e) when (e is InvalidDataException || PortFault.Message(e) is not null)
        {
            // Nothing else on the page is the worse for it.
            _fault = e.Message;
        }

        _option = table is null ? null : ConfusionChart.Option(table);
        _classes = table?.BestFirst ?? [];
        _table = table;
    }

    private async Task<ConfusionTable?> ReadAsync(ArtifactInfo file)
    {
        await using var content = await Experiments.OpenArtifactAsync(Experiment, file.Trial, file.Name);
        using var reader = new StreamReader(content);
        return ConfusionTable.Parse(await reader.ReadToEndAsync());
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    private static string Width(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#}%");
}
