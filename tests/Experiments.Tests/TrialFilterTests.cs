using ActorTraining.Experiments;

namespace ActorTraining.Experiments.Tests;

/// <summary>Conditions on trials, and the values that they are about, as text.</summary>
public sealed class TrialFilterTests
{
    [Theory]
    [InlineData("param:optimizer.lr>=0.1", TrialFieldKind.Parameter, "optimizer.lr", ComparisonOperator.GreaterOrEqual, 0.1)]
    [InlineData("metric:test.loss<2", TrialFieldKind.Metric, "test.loss", ComparisonOperator.Less, 2.0)]
    [InlineData("param:optimizer.kind=adam", TrialFieldKind.Parameter, "optimizer.kind", ComparisonOperator.Equal, null)]
    [InlineData("param:name~0.1", TrialFieldKind.Parameter, "name", ComparisonOperator.Contains, null)]
    [InlineData("state!=failed", TrialFieldKind.State, "", ComparisonOperator.NotEqual, 4.0)]
    [InlineData("started>1970-01-01T00:00:01Z", TrialFieldKind.Started, "", ComparisonOperator.Greater, 1000.0)]
    [InlineData("param:a=b=c", TrialFieldKind.Parameter, "a", ComparisonOperator.Equal, null)]
    public void A_condition_is_a_field_a_sign_and_a_value(string text, TrialFieldKind kind, string name, ComparisonOperator comparison, double? number)
    {
        var filter = TrialFilter.Parse(text);

        Assert.Equal((kind, name, comparison, number), (filter.Field.Kind, filter.Field.Name, filter.Comparison, filter.Number));
        Assert.Equal(text, filter.ToString());
    }

    [Theory]
    [InlineData("", "is not of the form")]
    [InlineData("=3", "is not of the form")]
    [InlineData("objective", "is not of the form")]
    [InlineData("objective!3", "is not of the form")]
    [InlineData("colour=red", "is none of number, objective")]
    [InlineData("metric:=3", "has to follow metric:")]
    [InlineData("metric:a\"b=3", "a character that no name has")]
    [InlineData("param:$.x=3", "a character that no name has")]
    [InlineData("metric:loss<abc", "'abc' is not a number")]
    [InlineData("metric:loss<NaN", "'NaN' is not a number")]
    [InlineData("metric:loss~1", "is compared with =")]
    [InlineData("state=lost", "is none of waiting, running")]
    [InlineData("state<failed", "is compared with = or !=")]
    [InlineData("started>yesterday", "is no time such as")]
    public void What_is_none_is_refused_with_what_would_be_right(string text, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => TrialFilter.Parse(text)).Message);
}
