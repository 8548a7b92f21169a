using System.Text.Json;
using ActorTraining.Experiments.Search;

namespace ActorTraining.Bench.Searches;

/// <summary>The functions of the comparison; <c>peers/optuna_search.py</c> has the same.</summary>
internal static class TestFunctions
{
    private static readonly double[] HartmannWeights = [1.0, 1.2, 3.0, 3.2];

    private static readonly double[][] Hartmann6Scales = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];

    private static readonly double[][] Hartmann6Centres =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    private static readonly double[][] Hartmann3Scales = [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]];

    private static readonly double[][] Hartmann3Centres = [[0.3689, 0.1170, 0.2673], [0.4699, 0.4387, 0.7470], [0.1091, 0.8732, 0.5547], [0.0381, 0.5743, 0.8828]];

    public static IReadOnlyList<TestFunction> All { get; } =
    [
        new("branin", 100, 0, 0.397887, new { x = Vary.Uniform(-5, 10), y = Vary.Uniform(0, 15) }, Branin),
        new("hartmann-6", 200, 0, -3.32237, Axes(6, 0, 1), at => Hartmann(Vector(at), Hartmann6Scales, Hartmann6Centres)),
        new("rosenbrock-10", 200, 0, 0, Axes(10, -5, 10), at => Rosenbrock(Vector(at))),
        new("noisy-hartmann-3", 100, 0.2, -3.86278, Axes(3, 0, 1), at => Hartmann(Vector(at), Hartmann3Scales, Hartmann3Centres)),
        new("conditional", 100, 0, 0, ConditionalSpace, Conditional),
        new("ackley-5", 100, 0, 0, Axes(5, -20, 40), at => Ackley(Vector(at))),
        new("levy-8", 150, 0, 0, Axes(8, -10, 10), at => Levy(Vector(at))),
        new("griewank-6", 120, 0, 0, Axes(6, -40, 60), at => Griewank(Vector(at))),
        new("rastrigin-5", 120, 0, 0, Axes(5, -4, 6), at => Vector(at).Sum(v => v * v - 10 * Math.Cos(2 * Math.PI * v) + 10)),
        new("styblinski-6", 120, 0, -234.997, Axes(6, -5, 5), at => Vector(at).Sum(v => (v * v * v * v - 16 * v * v + 5 * v) / 2)),
        new("ellipsoid-8", 150, 0, 0, Axes(8, -3, 7), at => Ellipsoid(Vector(at))),
        new("dixon-7", 150, 0, 0, Axes(7, -10, 10), at => Dixon(Vector(at))),
        new("michalewicz-5", 120, 0, -4.68766, Axes(5, 0, Math.PI), at => Vector(at).Index().Sum(v => -Math.Sin(v.Item) * Math.Pow(Math.Sin((v.Index + 1) * v.Item * v.Item / Math.PI), 20))),
    ];

    private static object ConditionalSpace => new
    {
        rule = Vary.Choice(
            new { kind = "plain", lr = Vary.LogUniform(1e-4, 10) },
            new { kind = "momentum", lr = Vary.LogUniform(1e-5, 1), momentum = Vary.Uniform(0, 0.99) },
            new { kind = "adam", lr = Vary.LogUniform(1e-6, 1), beta = Vary.Uniform(0.5, 0.999) }),
        layers = Vary.Int(1, 8),
        activation = Vary.Choice("relu", "tanh", "sigmoid", "gelu"),
    };

    private static Dictionary<string, object> Axes(int count, double low, double high) =>
        Enumerable.Range(0, count).ToDictionary(i => $"x{i}", _ => Vary.Uniform(low, high));

    private static double[] Vector(JsonElement at) => [.. at.EnumerateObject().Select(axis => axis.Value.GetDouble())];

    private static double Branin(JsonElement at)
    {
        var (x, y) = (at.GetProperty("x").GetDouble(), at.GetProperty("y").GetDouble());
        return Math.Pow(y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6, 2) + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x) + 10;
    }

    private static double Hartmann(double[] x, double[][] scales, double[][] centres) => -Enumerable.Range(0, HartmannWeights.Length).Sum(hill =>
        HartmannWeights[hill] * Math.Exp(-Enumerable.Range(0, x.Length).Sum(i => scales[hill][i] * Math.Pow(x[i] - centres[hill][i], 2))));

    private static double Rosenbrock(double[] x) =>
        Enumerable.Range(0, x.Length - 1).Sum(i => 100 * Math.Pow(x[i + 1] - x[i] * x[i], 2) + Math.Pow(1 - x[i], 2));

    private static double Ackley(double[] x) =>
        20 + Math.E - 20 * Math.Exp(-0.2 * Math.Sqrt(x.Average(v => v * v))) - Math.Exp(x.Average(v => Math.Cos(2 * Math.PI * v)));

    private static double Levy(double[] x)
    {
        double[] w = [.. x.Select(v => 1 + (v - 1) / 4)];
        return Math.Pow(Math.Sin(Math.PI * w[0]), 2)
            + w[..^1].Sum(v => Math.Pow(v - 1, 2) * (1 + 10 * Math.Pow(Math.Sin(Math.PI * v + 1), 2)))
            + Math.Pow(w[^1] - 1, 2) * (1 + Math.Pow(Math.Sin(2 * Math.PI * w[^1]), 2));
    }

    private static double Griewank(double[] x) =>
        1 + x.Sum(v => v * v) / 4000 - x.Index().Aggregate(1.0, (product, v) => product * Math.Cos(v.Item / Math.Sqrt(v.Index + 1)));

    // The sums of the first 1, 2, ... coordinates, squared.
    private static double Ellipsoid(double[] x) => Enumerable.Range(1, x.Length).Sum(count => Math.Pow(x.Take(count).Sum(), 2));

    private static double Dixon(double[] x) =>
        Math.Pow(x[0] - 1, 2) + Enumerable.Range(1, x.Length - 1).Sum(i => (i + 1) * Math.Pow(2 * x[i] * x[i] - x[i - 1], 2));

    private static double Conditional(JsonElement at)
    {
        var rule = at.GetProperty("rule");
        var lr = Math.Log10(rule.GetProperty("lr").GetDouble());
        var loss = rule.GetProperty("kind").GetString() switch
        {
            "plain" => 0.4 + 0.3 * Math.Pow(lr + 0.5, 2),
            "momentum" => 0.1 + 0.3 * Math.Pow(lr + 1.5, 2) + 4 * Math.Pow(rule.GetProperty("momentum").GetDouble() - 0.9, 2),
            _ => 0.3 * Math.Pow(lr + 3, 2) + 6 * Math.Pow(rule.GetProperty("beta").GetDouble() - 0.95, 2),
        };
        var activation = at.GetProperty("activation").GetString() switch { "relu" => 0.05, "tanh" => 0.1, "sigmoid" => 0.3, _ => 0.0 };
        return loss + 0.05 * Math.Pow(at.GetProperty("layers").GetInt32() - 3, 2) + activation;
    }
}
