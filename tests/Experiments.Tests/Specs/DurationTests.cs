using System.Text.Json;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;
using FsCheck;
using FsCheck.Fluent;

namespace ActorTraining.Experiments.Tests.Specs;

/// <summary>Spans of time in specs.</summary>
public class DurationTests
{
    [Theory]
    [InlineData("500ms", 0.5, "500ms")]
    [InlineData("30s", 30, "30s")]
    [InlineData("10m", 600, "10m")]
    [InlineData("1h30m", 5_400, "1h30m")]
    [InlineData("90m", 5_400, "1h30m")]
    [InlineData("1.5h", 5_400, "1h30m")]
    [InlineData("2h", 7_200, "2h")]
    [InlineData("1d", 86_400, "1d")]
    [InlineData("1d2h3m4s5ms", 93_784.005, "1d2h3m4.005s")]
    [InlineData("1s500ms", 1.5, "1.5s")]
    [InlineData("007s", 7, "7s")]
    [InlineData("90", 90, "1m30s")]
    [InlineData("0.25", 0.25, "250ms")]
    [InlineData("1e3", 1_000, "16m40s")]
    public void A_duration_has_units_or_is_a_number_of_seconds(string written, double seconds, string canonical)
    {
        var spec = SpecYaml.Read($"{TestSpec.Yaml}\nlimits: {{ duration: {written} }}", TestCatalog.Jobs);

        Assert.Equal(TimeSpan.FromSeconds(seconds), spec.Limits.Duration);
        Assert.Contains($"limits: {{retries: 0, duration: {canonical}}}", SpecYaml.Write(spec));
    }

    [Theory]
    [InlineData("duration: soon", "duration: 'soon' is not a duration such as 30s, 10m or 1h30m")]
    [InlineData("duration: 10 m", "duration: '10 m' is not a duration such as 30s, 10m or 1h30m")]
    [InlineData("duration: 10min", "duration: '10min' is not a duration such as 30s, 10m or 1h30m")]
    [InlineData("duration: 30m1h", "duration: '30m1h' is not a duration such as 30s, 10m or 1h30m")]
    [InlineData("duration: 1h1h", "duration: '1h1h' is not a duration such as 30s, 10m or 1h30m")]
    [InlineData("duration: 1:30", "duration: '1:30' is not a duration such as 30s, 10m or 1h30m")]
    [InlineData("duration: \"30\"", "duration: '30' is not a duration such as 30s, 10m or 1h30m")]
    [InlineData("duration: h", "duration: 'h' is not a duration such as 30s, 10m or 1h30m")]
    [InlineData("duration: ''", "duration: '' is not a duration such as 30s, 10m or 1h30m")]
    [InlineData("duration: true", "duration: true is not a duration such as 30s, 10m or 1h30m")]
    [InlineData("duration: [1h]", "duration: a list is not a duration such as 30s, 10m or 1h30m")]
    [InlineData("duration:", "duration: has no value")]
    [InlineData("duration: 0s", "duration: '0s' is not greater than 0")]
    [InlineData("duration: 0", "duration: 0 is not greater than 0")]
    [InlineData("duration: -5m", "duration: '-5m' is not greater than 0")]
    [InlineData("duration: 366d", "duration: '366d' is not at most 365d")]
    [InlineData("duration: 999999999999999d", "duration: '999999999999999d' is not at most 365d")]
    [InlineData("duration: 1e300", "duration: 1e300 is not at most 365d")]
    [InlineData("duration: -1e300", "duration: -1e300 is not greater than 0")]
    [InlineData("trial_duration: 0ms", "trial_duration: '0ms' is not greater than 0")]
    [InlineData("trial-duration: 1h", "trial-duration: unknown key; did you mean 'trial_duration'?")]
    [InlineData("backoff: -1", "backoff: -1 is not at least 0")]
    [InlineData("backoff: 25h", "backoff: '25h' is not at most 1d")]
    public void What_is_none_is_told_with_the_rule(string limit, string expected) =>
        Assert.Equal([$"spec.limits.{expected} (line 8)"], TestSpec.FaultsOf($"{TestSpec.Yaml}\nlimits: {{ {limit} }}"));

    [Theory]
    [InlineData("every: epoch", null)]
    [InlineData("every: 30s", 30.0)]
    [InlineData("every: 30", 30.0)]
    [InlineData("keep: 2", null)]
    public void Checkpoints_are_made_after_epochs_or_by_the_clock(string checkpoints, double? seconds)
    {
        var spec = SpecYaml.Read($"{TestSpec.Yaml}\ncheckpoints: {{ {checkpoints} }}", TestCatalog.Jobs);

        Assert.Equal(new CheckpointSpec { Every = seconds is { } every ? TimeSpan.FromSeconds(every) : null }, spec.Checkpoints);
    }

    [Theory]
    [InlineData("every: epoc", "every: 'epoc' is neither 'epoch' nor a duration such as 30s, 10m or 1h30m")]
    [InlineData("every: 0s", "every: '0s' is not greater than 0")]
    [InlineData("every: 2d", "every: '2d' is not at most 1d")]
    [InlineData("keep: 0", "keep: 0 is not at least 1")]
    [InlineData("keep: all", "keep: 'all' is not a whole number")]
    [InlineData("keeps: 1", "keeps: unknown key; did you mean 'keep'?")]
    public void Faults_of_checkpoints_are_told(string checkpoints, string expected) =>
        Assert.Equal([$"spec.checkpoints.{expected} (line 8)"], TestSpec.FaultsOf($"{TestSpec.Yaml}\ncheckpoints: {{ {checkpoints} }}"));

    [Fact]
    public void No_wait_before_a_retry_is_allowed() =>
        Assert.Equal(TimeSpan.Zero, SpecYaml.Read(TestSpec.Yaml + "\nlimits: { backoff: 0s }", TestCatalog.Jobs).Limits.Backoff);

    [Fact]
    public void Faults_of_a_spec_made_in_code_are_told_in_the_words_of_files() => Assert.Equal(
        [
            "spec.limits.backoff: '-1s' is not at least 0",
            "spec.limits.duration: '0s' is not greater than 0",
            "spec.limits.trial_duration: '10675199d2h48m5.4775807s' is not at most 365d",
            "spec.checkpoints.every: '-1m30s' is not greater than 0",
            "spec.checkpoints.keep: 0 is not at least 1",
        ],
        SpecValidator.Validate(
            TestSpec.Of("adam") with
            {
                Limits = new LimitSpec { Backoff = TimeSpan.FromSeconds(-1), Duration = TimeSpan.Zero, TrialDuration = TimeSpan.MaxValue },
                Checkpoints = new CheckpointSpec { Every = TimeSpan.FromSeconds(-90), Keep = 0 },
            },
            TestCatalog.Jobs).Select(error => error.ToString()));

    [Fact]
    public void Every_duration_reads_back_from_its_text() => Prop.ForAll(ArbMap.Default.ArbFor<long>(), ticks =>
    {
        foreach (var duration in new[] { TimeSpan.FromTicks(ticks), TimeSpan.FromTicks(ticks * TimeSpan.TicksPerMinute), TimeSpan.MaxValue, TimeSpan.MinValue })
        {
            Assert.True(DurationValue.TryParse(DurationValue.Show(duration), out var read));
            Assert.Equal(duration, read);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_other_text_is_no_duration_and_does_no_harm() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        !DurationValue.TryParse(text ?? "", out _) || text!.IndexOfAny(['d', 'h', 'm', 's']) > 0).QuickCheckThrowOnFailure();

    [Fact]
    public void A_job_reads_a_duration_and_sees_one_form_of_it()
    {
        var schema = new ObjectSchema
        {
            Properties =
            [
                new("pause", new DurationSchema { Default = ParameterValue.Of("90s") }),
                new("every", new DurationSchema { Word = "epoch" }),
            ],
        };

        var given = new ParameterReader(schema, ParameterValue.Of(new { pause = 0.5, every = "epoch" }));

        Assert.Equal(TimeSpan.FromSeconds(0.5), given.Duration("pause"));
        Assert.Equal("""{"pause":"500ms","every":"epoch"}""", given.Value.GetRawText());
        Assert.Throws<FormatException>(() => given.Duration("every"));
        Assert.Equal(TimeSpan.FromSeconds(90), new ParameterReader(schema, ParameterValue.Of(new { })).Duration("pause"));
    }

    [Fact]
    public void In_a_search_space_durations_are_chosen_from_a_list()
    {
        var errors = new List<ParameterError>();
        var schema = new ObjectSchema { Properties = [new("pause", new DurationSchema())] };
        var validation = new ActorTraining.Experiments.Search.SearchValidation(errors);

        schema.Validate(JsonDocument.Parse("""{"pause":{"grid":["1s",2,"soon"]}}""").RootElement, "spec.params", validation);
        schema.Validate(JsonDocument.Parse("""{"pause":{"gird":["1s"]}}""").RootElement, "spec.params", validation);

        Assert.Equal(
            [
                "spec.params.pause.grid[2]: 'soon' is not a duration such as 30s, 10m or 1h30m",
                "spec.params.pause: 'gird' is not a search expression; did you mean 'grid'?",
            ],
            errors.Select(error => error.ToString()));
    }
}
