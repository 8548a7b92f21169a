using ActorTraining.Experiments;

namespace ActorTraining.Cli.Serving;

/// <summary>Shows what a serving process does. Its members are called one at a time.</summary>
internal interface IServeRenderer
{
    /// <summary>The process serves.</summary>
    /// <param name="store">The full path of the store.</param>
    /// <param name="slots">How many trials run at once.</param>
    void Begin(string store, int slots);

    /// <summary>An experiment is there, and its events begin.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="takenUp">Whether an earlier process left it unfinished; otherwise it is new, or was extended.</param>
    void Add(ExperimentInfo experiment, bool takenUp);

    /// <summary>Something happened.</summary>
    void Show(ExperimentEvent happened, ExperimentInfo experiment);
}
