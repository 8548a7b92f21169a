using System.Text.Json;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers.Schedules;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Tests.Optimizers;

public class ScheduleTests
{
    public static TheoryData<int> Indices => TorchFixture.Indices("schedules");

    [Theory]
    [MemberData(nameof(Indices))]
    public void Rates_are_those_of_PyTorch(int index)
    {
        JsonElement fixture = TorchFixture.Cases("schedules")[index];
        var schedule = TorchFixture.Spec<ScheduleSpec>(fixture);
        double[] expected = [.. fixture.GetProperty("rates").EnumerateArray().Select(rate => rate.GetDouble())];
        for (int t = 0; t < expected.Length; t++)
            Assert.Equal(expected[t], schedule.Rate(0.4, t, expected.Length), 1e-12);
    }

    [Fact]
    public void Behind_a_warm_up_the_formula_begins_with_the_whole_rate_and_ends_with_the_training()
    {
        var schedule = new CosineSchedule(0.1) { Warmup = 5 };
        Assert.Equal([0.2, 0.4, 0.6, 0.8, 1, 1], Enumerable.Range(0, 6).Select(t => schedule.Rate(1, t, 25)));
        Assert.Equal(0.55, schedule.Rate(1, 15, 25), 1e-12);
        Assert.Equal(0.1, schedule.Rate(1, 25, 25), 1e-12);
        Assert.Equal(0.1, schedule.Rate(1, 40, 25), 1e-12);
    }

    [Fact]
    public void A_rate_never_falls_to_nothing()
    {
        Assert.True(new CosineSchedule().Rate(1, 10, 10) > 0);
        Assert.True(new ExponentialSchedule(0.1).Rate(1, 10_000, 10_000) > 0);
    }

    [Fact]
    public void Faults_are_told_with_their_place()
    {
        Assert.Equal(["s.warmup: -1 is not at least 0", "s.factor: 2 is not in (0, 1]", "s.every: 0 is not at least 1"], Errors(new StepSchedule(0, 2) { Warmup = -1 }));
        Assert.Equal(["s.at[1]: 3 is not at least 4"], Errors(new MultiStepSchedule([3, 3])));
        Assert.Equal(["s.factor: 0 is not in (0, 1]"], Errors(new ExponentialSchedule(0)));
        Assert.Equal(["s.end: -1 is not a finite number of at least 0"], Errors(new CosineSchedule(-1)));
        Assert.Empty(Errors(new ConstantSchedule()));
    }

    private static IEnumerable<string> Errors(ScheduleSpec schedule)
    {
        var errors = new List<ParameterError>();
        schedule.Validate("s", errors);
        return errors.Select(error => error.ToString());
    }
}
