namespace ActorTraining.WebUI.Components.Experiments.Log;

/// <summary>What a line of the log is about.</summary>
public enum LogKind
{
    /// <summary>An experiment or a trial entered another state.</summary>
    State,

    /// <summary>A trial wrote a line.</summary>
    Message,

    /// <summary>A user changed a parameter of a trial.</summary>
    Adjustment,
}
