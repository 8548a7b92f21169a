namespace ActorTraining.Training.Data;

/// <summary>How a picture becomes square.</summary>
public enum ImageFit
{
    /// <summary>Both sides take the new length, whatever its proportions were.</summary>
    Stretch,

    /// <summary>The shorter side takes the new length, and what the longer one has more is cut off on both ends.</summary>
    Crop,
}
