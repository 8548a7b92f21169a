using ActorTraining.WebUI.Components.Experiments.Curves;

namespace ActorTraining.WebUI.Tests.Curves;

/// <summary>What the address of the curves says.</summary>
public sealed class CurveSettingsTests
{
    [Theory]
    [InlineData("best:5", TrialChoiceKind.Best, 5, "")]
    [InlineData("newest:50", TrialChoiceKind.Newest, 50, "")]
    [InlineData("best:100000", TrialChoiceKind.Best, TrialChoice.Most, "")]
    [InlineData("running", TrialChoiceKind.Running, TrialChoice.Most, "")]
    [InlineData("7, 1-3,2", TrialChoiceKind.Named, 4, "1 2 3 7")]
    [InlineData("12", TrialChoiceKind.Named, 1, "12")]
    public void Trials_are_chosen_by_rank_age_state_or_number(string text, TrialChoiceKind kind, int count, string numbers)
    {
        var choice = TrialChoice.Parse(text)!;

        Assert.Equal((kind, count, numbers), (choice.Kind, choice.Count, string.Join(' ', choice.Numbers)));
        Assert.Equal(choice.ToString(), TrialChoice.Parse(choice.ToString())!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("best")]
    [InlineData("best:0")]
    [InlineData("best:x")]
    [InlineData("1-2-3")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("a,b")]
    [InlineData("9-3")]
    public void What_is_no_choice_of_trials_is_refused(string text) => Assert.Null(TrialChoice.Parse(text));

    [Fact]
    public void A_wide_range_of_numbers_ends_at_the_most_curves_of_a_chart() =>
        Assert.Equal(TrialChoice.Most, TrialChoice.Parse("1-2000000000")!.Numbers.Count);

    [Fact]
    public void Settings_come_back_from_the_address_that_they_made()
    {
        var settings = new CurveSettings
        {
            Metrics = ["test.loss", "train.loss"],
            Trials = TrialChoice.Best(5),
            Smoothing = 0.6,
            Log = true,
            Axis = CurveAxis.Progress,
            Best = true,
            EveryPoint = true,
            Hidden = [3, 12],
        };

        var query = settings.ToQuery();
        var read = CurveSettings.Read(name => (string?)query[name]);

        Assert.Equal(query, read.ToQuery());
        Assert.Equal((0.6, CurveAxis.Progress, "best:5"), (read.Smoothing, read.Axis, read.Trials.ToString()));
    }

    [Theory]
    [InlineData("time", CurveAxis.Time)]
    [InlineData("clock", CurveAxis.Clock)]
    [InlineData("length", CurveAxis.Length)]
    public void The_axis_is_a_word_of_the_address(string word, CurveAxis axis)
    {
        var read = CurveSettings.Read(name => name == "x" ? word : null);

        Assert.Equal((axis, word), (read.Axis, (string?)read.ToQuery()["x"]));
    }

    [Fact]
    public void What_is_usual_is_not_in_the_address() => Assert.All(new CurveSettings().ToQuery(), parameter => Assert.Null(parameter.Value));

    [Fact]
    public void A_mangled_address_shows_what_is_usual()
    {
        var broken = new Dictionary<string, string?> { ["trials"] = "?!", ["smooth"] = "NaN", ["x"] = "99", ["hide"] = "a,-4", ["log"] = "yes", ["points"] = "1" };

        Assert.Equal(new CurveSettings().ToQuery(), CurveSettings.Read(broken.GetValueOrDefault).ToQuery());
    }

    [Theory]
    [InlineData("7", CurveSettings.MostSmoothing)]
    [InlineData("-1", 0)]
    public void Smoothing_stays_in_its_range(string text, double weight) =>
        Assert.Equal(weight, CurveSettings.Read(name => name == "smooth" ? text : null).Smoothing);
}
