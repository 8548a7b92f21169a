using System.Text.Json;
using ActorTraining.Experiments.External;

namespace ActorTraining.Experiments.Tests.Specs;

public sealed class ToldFaultsTests
{
    [Theory]
    [InlineData("""{"attempt":1,"unit":null}""", "unit")]
    [InlineData("""{"attempt":1,"log":null,"points":null,"metrics":null}""", "points", "metrics", "log")]
    [InlineData("""{"attempt":1,"log":[null]}""", "log")]
    [InlineData("""{"attempt":1,"points":[{"step":1,"value":2}]}""", "points[0].metric")]
    [InlineData("""{"attempt":0,"sequence":-1,"step":-1,"steps":-1,"unit":""}""", "unit", "attempt", "sequence", "step", "steps")]
    [InlineData("""{"attempt":1,"step":"NaN","metrics":{"":1}}""", "step", "metrics")]
    public void What_is_no_good_is_told_by_its_name(string told, params string[] paths)
    {
        var faults = Assert.Throws<InvalidSpecException>(() => ToldFaults.ThrowIfAny(JsonSerializer.Deserialize<ToldTrial>(told, ExperimentJson.Options)!));
        Assert.Equal(paths, faults.Errors.Select(error => error.Path));
    }

    [Theory]
    [InlineData("""{"attempt":1,"metric":{"loss":1}}""")]
    [InlineData("""{"attempt":1,"points":[null]}""")]
    [InlineData("""{"step":1}""")]
    public void What_is_not_understood_is_refused(string told) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ToldTrial>(told, ExperimentJson.Options));

    [Fact]
    public void Whoever_asks_has_a_name() => Assert.Throws<InvalidSpecException>(() => ToldFaults.ThrowIfAny(null, TimeSpan.FromSeconds(60)));
}
