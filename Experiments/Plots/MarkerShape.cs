namespace ActorTraining.Experiments.Plots;

/// <summary>The shape of the mark at a value.</summary>
internal enum MarkerShape
{
    /// <summary>A circle.</summary>
    Circle,

    /// <summary>A square on its side.</summary>
    Square,

    /// <summary>A triangle that points up.</summary>
    Up,

    /// <summary>A square on its corner.</summary>
    Diamond,

    /// <summary>A triangle that points down.</summary>
    Down,
}
