using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Experiments.Trials;

namespace ActorTraining.WebUI.Tests.Trials;

/// <summary>What the address of the table of trials says.</summary>
public sealed class TrialTableSettingsTests
{
    [Fact]
    public void Settings_come_back_from_the_address_that_they_made()
    {
        var settings = new TrialTableSettings
        {
            States = [TrialState.Failed, TrialState.Running],
            Filters = [TrialFilter.Parse("param:optimizer.lr>=0.1"), TrialFilter.Parse("param:optimizer.kind~ad&m")],
            Sort = TrialField.Metric("test.loss"),
            Descending = true,
            Columns = ["objective", "param:optimizer.lr"],
        };

        var read = TrialTableSettings.Read(settings.ToQuery());

        Assert.Equal(settings.ToQuery(), read.ToQuery());
        Assert.Equal(settings.States, read.States);
        Assert.Equal((settings.Sort, true), (read.Sort, read.Descending));
        Assert.Equal(settings.Filters.Select(filter => filter.ToString()), read.Filters.Select(filter => filter.ToString()));
    }

    [Fact]
    public void What_is_usual_is_not_in_the_address() => Assert.Equal("", new TrialTableSettings().ToQuery());

    [Fact]
    public void A_mangled_address_shows_what_is_usual() =>
        Assert.Equal("", TrialTableSettings.Read("?state=99&state=lost&filter=x&sort=param:&desc=perhaps").ToQuery());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_objective_is_ordered_best_first_and_then_turned_round(bool higherIsBetter)
    {
        var first = new TrialTableSettings().SortedBy(TrialField.Objective, higherIsBetter);
        var second = first.SortedBy(TrialField.Objective, higherIsBetter);
        var third = second.SortedBy(TrialField.Objective, higherIsBetter);

        Assert.True(first.ToTrials(0, 10).BestFirst);
        Assert.Equal((false, !higherIsBetter), (second.ToTrials(0, 10).BestFirst, second.ToTrials(0, 10).Descending));
        Assert.True(third.ToTrials(0, 10).BestFirst);
    }

    [Fact]
    public void Any_other_value_starts_with_the_smallest()
    {
        var seconds = new TrialTableSettings().SortedBy(TrialField.Seconds, true);

        Assert.Equal((TrialField.Seconds, false), (seconds.ToTrials(0, 10).Sort, seconds.ToTrials(0, 10).Descending));
        Assert.True(seconds.SortedBy(TrialField.Seconds, true).ToTrials(0, 10).Descending);
    }
}
