using ActorTraining.Experiments;
using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Text;

namespace ActorTraining.WebUI.Components.Experiments;

/// <summary>The experiment that a page shows, as it is now. Its tabs get it as a cascading value.</summary>
public sealed class ExperimentView
{
    /// <summary>Creates it.</summary>
    internal ExperimentView(ExperimentInfo info) => (Info, Choices) = (info, ChoiceText.Of(info.Spec));

    /// <summary>Something happened; raised where components may change. The page renders its tab afterwards, so only those who draw by themselves need it.</summary>
    public event Action<LiveBatch>? Changed;

    /// <summary>The identifier.</summary>
    public string Id => Info.Id;

    /// <summary>The experiment.</summary>
    public ExperimentInfo Info { get; private set; }

    /// <summary>What its choices are called. What is searched over stays as it was submitted.</summary>
    public ChoiceText Choices { get; }

    /// <summary>Whether it has come to its end.</summary>
    public bool Ended => Info.Ended is not null;

    internal void Change(LiveBatch batch)
    {
        Info = batch.Experiment;
        Changed?.Invoke(batch);
    }
}
