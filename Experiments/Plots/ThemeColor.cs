namespace ActorTraining.Experiments.Plots;

/// <summary>A colour by its part in the picture, with its value in either theme.</summary>
/// <param name="Class">The class that a style sheet finds it by.</param>
/// <param name="Light">Its value on a light ground, <c>#rrggbb</c>.</param>
/// <param name="Dark">Its value on a dark ground, <c>#rrggbb</c>.</param>
internal readonly record struct ThemeColor(string Class, string Light, string Dark);
