namespace ActorTraining.WebUI.Components.Experiments.Curves;

/// <summary>By what trials are chosen.</summary>
public enum TrialChoiceKind
{
    /// <summary>The best ones by the objective, whichever they are at the moment.</summary>
    Best,

    /// <summary>Those with the highest numbers.</summary>
    Newest,

    /// <summary>Those that run.</summary>
    Running,

    /// <summary>Named ones.</summary>
    Named,
}
