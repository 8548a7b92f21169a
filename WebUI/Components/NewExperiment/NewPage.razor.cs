using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Data;
using ActorTraining.WebUI.Text;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.NewExperiment;

/// <summary>The page of a new experiment: templates to start from, then the chosen one as form and text.</summary>
public sealed partial class NewPage : ComponentBase
{
    private const int MostNeeds = 2;

    private string? _text;
    private string? _memory;
    private string? _problem;
    private bool _gallery;
    private string _title = "";
    private ExperimentInfo? _parent;
    private Dictionary<string, IReadOnlyList<DataNeed>> _needs = [];

    /// <summary>The template to start from, <c>blank</c> for none.</summary>
    [SupplyParameterFromQuery(Name = "template")]
    public string? TemplateKey { get; set; }

    /// <summary>The experiment to make a changed copy of.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [Inject]
    private TemplateLibrary Templates { get; set; } = null!;

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    [Inject]
    private DatasetLibrary Library { get; set; } = null!;

    private string Find { get; set; } = "";

    private IEnumerable<IGrouping<string, Template>> Groups => Templates.ByGroup
        .SelectMany(group => group)
        .Where(IsFound)
        .GroupBy(template => template.Group);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        (_text, _problem, _parent, _memory, _gallery) = (null, null, null, null, false);
        if (From is { } original)
        {
            await CloneAsync(original);
        }
        else if (TemplateKey == "blank")
        {
            Begin("New experiment", TemplateLibrary.Blank, "blank");
        }
        else if (TemplateKey is { } key)
        {
            if (Templates.Find(key) is { } template)
            {
                Begin(template.Spec.Name, template.Yaml, key);
            }
            else
            {
                _problem = $"There is no template '{key}'";
            }
        }
        else
        {
            var needs = new DataNeeds(Library);
            _needs = Templates.All.ToDictionary(known => known.Key, known => needs.Of(known.Spec.Parameters));
            _gallery = true;
        }
    }

    private async Task CloneAsync(string original)
    {
        try
        {
            _parent = await Experiments.GetAsync(original);
            Begin($"{_parent.Spec.Name}, changed", (_parent.Spec.Source ?? SpecYaml.Write(_parent.Spec)).ReplaceLineEndings("\n"), $"from-{original}");
        }
        catch (UnknownExperimentException)
        {
            _problem = "There is no such experiment to make a copy of";
        }
    }

    private void Begin(string title, string text, string memory) => (_title, _text, _memory) = (title, text, memory);

    private static IEnumerable<string> Told(IReadOnlyList<DataNeed> needs) => needs
        .Take(MostNeeds)
        .Select(need => need.Bytes is { } bytes ? $"fetches {need.Name}, {Format.Size(bytes)}" : $"needs {need.Name}")
        .Concat(needs.Count > MostNeeds ? [$"and {needs.Count - MostNeeds} files more"] : []);

    private bool IsFound(Template template) => Find.Trim() is not { Length: > 0 } word
        || template.Spec.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
        || template.Spec.Description?.Contains(word, StringComparison.OrdinalIgnoreCase) == true
        || template.Spec.Job.Contains(word, StringComparison.OrdinalIgnoreCase)
        || template.Spec.Tags.Any(tag => tag.Contains(word, StringComparison.OrdinalIgnoreCase));
}
