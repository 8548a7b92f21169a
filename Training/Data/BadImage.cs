namespace ActorTraining.Training.Data;

/// <summary>What to do with an image of a data set that cannot be read.</summary>
public enum BadImage
{
    /// <summary>The whole data set is refused; the error names the image.</summary>
    Refuse,

    /// <summary>The data set does without it; the log names it.</summary>
    Skip,
}
