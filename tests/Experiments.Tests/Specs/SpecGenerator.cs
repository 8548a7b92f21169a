using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;
using FsCheck;
using FsCheck.Fluent;

namespace ActorTraining.Experiments.Tests.Specs;

/// <summary>Random valid specs, with texts and numbers that YAML could mistake for something else.</summary>
internal static class SpecGenerator
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements(
            "plain", "two words", "null", "~", "true", "NO", "0x1F", "1e3", "007", "-", "- a", "a: b", "a #b", "#", "'", "\"", "{a}", "[a", "*a", "&a", "!a", "%a", "@a", "`a",
            "| a", "> a", "? a", ": a", "a:", " a", "a ", "\ta", "a\nb", "a\n\n b\n", "\r\n", "\u0085", "\u2028", "é", "日本", "😀", "\uFEFF", "\0", "\u001B", "---", "...", "a, b", "<<", "=", new string('x', 2000)),
        ArbMap.Default.GeneratorFor<NonWhiteSpaceString>().Select(text => text.Get)).Where(IsText);

    private static readonly Gen<double> Rates = Gen.OneOf(
        Gen.Elements(1e-300, 1e-7, 0.1, 1, 1e21, double.Epsilon, double.MaxValue),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => Math.Abs(number.Get)).Where(number => number > 0));

    private static readonly Gen<object> Lr = Gen.OneOf<object>(
        Rates.Select(rate => (object)rate),
        Rates.NonEmptyListOf().Select(rates => (object)new { grid = rates.ToArray() }),
        Rates.NonEmptyListOf().Select(rates => (object)new { choice = rates.Distinct().ToArray() }));

    private static readonly Gen<object> Optimizer = Gen.OneOf<object>(
        Gen.Constant((object)"adam"),
        Lr.Select(lr => (object)new { kind = "sgd", lr }),
        Lr.Select(lr => (object)new { choice = new object[] { "adam", new { kind = "sgd", lr, momentum = 0.5 } } }));

    // At least 100 ns and at most a day, often round.
    private static readonly Gen<TimeSpan> Durations = Gen.OneOf(
        Gen.Choose(1, 86_400).Select(seconds => TimeSpan.FromSeconds(seconds)),
        Gen.Choose(1, 1_440).Select(minutes => TimeSpan.FromMinutes(minutes)),
        Gen.Choose(1, int.MaxValue).Select(ticks => TimeSpan.FromTicks(ticks)));

    private static readonly Gen<TimeSpan?> OptionalDurations = Gen.OneOf(Gen.Constant<TimeSpan?>(null), Durations.Select(duration => (TimeSpan?)duration));

    private static readonly Gen<LimitSpec> Limits =
        from retries in Gen.Choose(0, 1000)
        from backoff in Gen.OneOf(Gen.Constant(TimeSpan.Zero), Durations)
        from failures in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(1, 100).Select(count => (int?)count))
        from duration in OptionalDurations
        from trialDuration in OptionalDurations
        select new LimitSpec { Retries = retries, Backoff = backoff, Failures = failures, Duration = duration, TrialDuration = trialDuration };

    private static readonly Gen<CheckpointSpec> Checkpoints =
        from every in OptionalDurations
        from keep in Gen.Choose(1, 5)
        select new CheckpointSpec { Every = every, Keep = keep };

    /// <summary>The specs.</summary>
    public static Arbitrary<ExperimentSpec> Specs { get; } = Arb.From(
        from name in Texts
        from description in Gen.OneOf(Texts, Gen.Constant<string>(null!))
        from tags in Texts.ListOf()
        from optimizer in Optimizer
        from layers in Gen.Elements<object>("sigmoid", "relu", new { kind = "linear", units = 10 }).NonEmptyListOf()
        from objective in Gen.Elements(Objective.Maximize("test.accuracy"), Objective.Minimize("test.loss") with { Value = ObjectiveValue.Best }, Objective.Maximize("lr"))
        from trials in Gen.Choose(1, 1_000_000)
        from isGrid in ArbMap.Default.GeneratorFor<bool>()
        from parallel in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(1, 100).Select(count => (int?)count))
        from limits in Limits
        from checkpoints in Checkpoints
        from number in Gen.Choose(0, 1000)
        from seed in ArbMap.Default.GeneratorFor<long>().Where(value => value >= 0)
        select new ExperimentSpec
        {
            Name = name,
            Description = description,
            Tags = [.. tags],
            Job = "classifier",
            Parameters = ParameterValue.Of(new { dataset = "mnist", model = new { layers }, optimizer }),
            Objective = objective,
            Search = new SearchSpec { Algorithm = isGrid ? "grid" : "random", Trials = trials },
            Resources = new ResourceSpec
            {
                Device = number % 3 == 0 ? "cuda" : "cpu",
                Backend = number % 2 == 0 ? "auto" : "torch",
                Slots = (number % 4) + 1,
                Memory = number % 5 == 0 ? null : (number + 1L) << (number % 30),
                Labels = number % 7 == 0 ? new Dictionary<string, string> { ["zone"] = name, ["a: b"] = "1" } : new Dictionary<string, string>(),
                Parallel = parallel,
                Priority = number - 500,
            },
            Limits = limits,
            Checkpoints = checkpoints,
            Constraints = number % 2 == 0 ? [] : ["params.batch <= 64", "not params.dataset == 'a: b'"],
            Seed = (ulong)seed,
        });

    // A text with half a surrogate pair is none: neither JSON nor UTF-8 can hold it.
    private static bool IsText(string text) => !string.IsNullOrWhiteSpace(text) && text.EnumerateRunes().All(rune => rune.Value != 0xFFFD);
}
