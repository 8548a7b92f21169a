using System.Text.Json;

namespace ActorTraining.Experiments.Search.Space;

/// <summary>A way through a space to one parameter set.</summary>
/// <param name="coordinate">Gives the coordinate in [0, 1) of a dimension; asked only for those that count and have no given value.</param>
/// <param name="given">Values that are taken as they are, by path; only those that are on the dimension there.</param>
internal sealed class Placement(Func<Dimension, double> coordinate, IReadOnlyDictionary<string, JsonElement>? given = null)
{
    /// <summary>What the expressions were replaced with so far, by path, in the order of the document.</summary>
    public Dictionary<string, JsonElement> Choices { get; } = [];

    /// <summary>The coordinate to use for a choice among alternatives.</summary>
    public double CoordinateOf(Dimension dimension) =>
        given is not null && given.TryGetValue(dimension.Path, out var value) && dimension.Position(value) is { } position ? position : coordinate(dimension);

    /// <summary>The value that was given for a dimension; null for one to be made of its coordinate.</summary>
    public JsonElement? ValueOf(Dimension dimension) =>
        given is not null && given.TryGetValue(dimension.Path, out var value) && dimension.Position(value) is not null ? value : null;
}
