namespace ActorTraining.WebUI.Components.Experiments.Curves;

/// <summary>What the horizontal axis of curves counts.</summary>
public enum CurveAxis
{
    /// <summary>The steps that trials report at, in their own unit.</summary>
    Step,

    /// <summary>The parameter that says how long a trial is, <c>epochs</c>, where steps count something finer.</summary>
    Length,

    /// <summary>How much of the trial was done, in percent: lays trials of different lengths over each other.</summary>
    Progress,

    /// <summary>The seconds of training since a trial's start, all attempts together: lays trials of different speed over each other.</summary>
    Time,

    /// <summary>The time of day at which a value was reported: shows what ran beside what, and the pauses between.</summary>
    Clock,
}
