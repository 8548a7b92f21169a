namespace ActorTraining.Training.Data;

/// <summary>A picture of a data set that consists of files.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">What messages call it: its path from the folder of the data set on.</param>
/// <param name="Label">The number of its class.</param>
internal sealed record ImageSource(string Path, string Name, int Label);
