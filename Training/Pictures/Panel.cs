using ActorTraining.Training.Images;

namespace ActorTraining.Training.Pictures;

/// <summary>One picture of a <see cref="PictureSheet"/>.</summary>
/// <param name="Image">Its pixels.</param>
/// <param name="Caption">What stands below it; empty for nothing.</param>
internal sealed record Panel(RasterImage Image, string Caption = "");
