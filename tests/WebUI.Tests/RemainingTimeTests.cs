using ActorTraining.WebUI.Components.Experiments.Overview;

namespace ActorTraining.WebUI.Tests;

/// <summary>The estimate of what is left.</summary>
public sealed class RemainingTimeTests
{
    [Theory]
    [InlineData(0.25, 60, 180.0)]
    [InlineData(0.5, 60, 60.0)]
    [InlineData(0.005, 60, null)]
    [InlineData(1.0, 60, null)]
    [InlineData(null, 60, null)]
    [InlineData(0.5, 0, null)]
    public void What_is_left_goes_on_as_what_is_done_did(double? done, double seconds, double? left) =>
        Assert.Equal(left, RemainingTime.Seconds(done, seconds));
}
