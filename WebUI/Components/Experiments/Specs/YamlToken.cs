namespace ActorTraining.WebUI.Components.Experiments.Specs;

/// <summary>A piece of a line of YAML.</summary>
/// <param name="Kind">What it is: <c>comment</c>, <c>key</c>, <c>text</c>, <c>number</c>, <c>word</c>, <c>sign</c>, or empty for anything else.</param>
/// <param name="Text">The characters.</param>
public readonly record struct YamlToken(string Kind, string Text);
