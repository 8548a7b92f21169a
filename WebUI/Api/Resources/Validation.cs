using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>What a spec would do.</summary>
/// <param name="Valid">Whether it can be submitted.</param>
/// <param name="Errors">Every fault.</param>
/// <param name="Trials">The number of trials there would be; null where that is not known.</param>
/// <param name="First">What the search would choose for the first ten trials, by path under <c>params</c>.</param>
public sealed record Validation(bool Valid, IReadOnlyList<ParameterError> Errors, int? Trials, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> First);
