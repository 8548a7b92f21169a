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
        Rates.NonEmptyListOf().Select(rates => (object)new { choice = rates.ToArray() }));

    private static readonly Gen<object> Optimizer = Gen.OneOf<object>(
        Gen.Constant((object)"adam"),
        Lr.Select(lr => (object)new { kind = "sgd", lr }),
        Lr.Select(lr => (object)new { choice = new object[] { "adam", new { kind = "sgd", lr, momentum = 0.5 } } }));

    /// <summary>The specs.</summary>
    public static Arbitrary<ExperimentSpec> Specs { get; } = Arb.From(
        from name in Texts
        from description in Gen.OneOf(Texts, Gen.Constant<string>(null!))
        from tags in Texts.ListOf()
        from optimizer in Optimizer
        from layers in Gen.Elements<object>("sigmoid", "relu", new { kind = "linear", units = 10 }).NonEmptyListOf()
        from objective in Gen.Elements(Objective.Maximize("test.accuracy"), Objective.Minimize("test.loss") with { Value = ObjectiveValue.Best }, Objective.Maximize("lr"))
        from trials in Gen.Choose(1, int.MaxValue)
        from isGrid in ArbMap.Default.GeneratorFor<bool>()
        from parallel in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(1, 100).Select(count => (int?)count))
        from failures in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(1, 100).Select(count => (int?)count))
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
            Resources = new ResourceSpec { Parallel = parallel, Priority = number - 500 },
            Limits = new LimitSpec { Retries = number, Failures = failures },
            Constraints = number % 2 == 0 ? [] : ["params.batch <= 64", "not params.dataset == 'a: b'"],
            Seed = (ulong)seed,
        });

    // A text with half a surrogate pair is none: neither JSON nor UTF-8 can hold it.
    private static bool IsText(string text) => !string.IsNullOrWhiteSpace(text) && text.EnumerateRunes().All(rune => rune.Value != 0xFFFD);
}
