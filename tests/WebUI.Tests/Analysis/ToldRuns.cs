using System.Collections.Concurrent;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.External;

namespace ActorTraining.WebUI.Tests.Analysis;

/// <summary>Searches whose trials compute functions of this file, so that what pages say of them can be worked out beside them; each is made once for a dashboard.</summary>
internal static class ToldRuns
{
    private static readonly ConcurrentDictionary<(TestDashboard, string), Lazy<Task<string>>> Known = new();

    /// <summary>Alternatives with parameters of their own: 60 trials of <c>tpe</c>, of 10 steps each.</summary>
    public static Task<string> ConditionalAsync(TestDashboard dashboard) => OnceAsync(dashboard, "conditional", 60, """
        name: Which optimizer, and how
        job: external
        params:
          optimizer: { choice: [{ kind: sgd, lr: { loguniform: [1.0e-4, 1] }, momentum: { uniform: [0, 0.99] } }, { kind: adam, lr: { loguniform: [1.0e-4, 1] } }] }
          width: { logint: [16, 512] }
          norm: { choice: [none, batch, layer] }
        objective: { metric: val.accuracy, direction: maximize }
        search: { algorithm: tpe, trials: 60 }
        seed: 3
        """, parameters =>
    {
        var optimizer = parameters.GetProperty("optimizer");
        var last = 0.9 - (0.05 * Math.Pow(Math.Log10(Number(optimizer, "lr")) + 2, 2)) - (optimizer.TryGetProperty("momentum", out var momentum) ? 0.2 * Math.Pow(momentum.GetDouble() - 0.9, 2) : 0.02);
        return Curves(10, step => new() { ["val.accuracy"] = last * step / 10 });
    });

    /// <summary>Shares that are known: 2a + b over the unit square, 80 % and 20 %. The ranks turn over on the way: what is high at the end was low at the beginning.</summary>
    public static Task<string> SumAsync(TestDashboard dashboard) => OnceAsync(dashboard, "sum", 64, """
        name: sum
        job: external
        params: { a: { uniform: [0, 1] }, b: { uniform: [0, 1] }, idle: { uniform: [0, 1] } }
        objective: { metric: score, direction: maximize }
        search: { algorithm: sobol, trials: 64 }
        """, parameters => Curves(20, step => new() { ["score"] = Score(parameters, step) }));

    /// <summary>What a trial of <see cref="SumAsync"/> has after a step, of 20.</summary>
    public static double Score(JsonElement parameters, int step)
    {
        var (last, first) = ((2 * Number(parameters, "a")) + Number(parameters, "b"), Number(parameters, "idle") - (3 * Number(parameters, "a")));
        return first + ((last - first) * step / 20);
    }

    /// <summary>4 where both a and b are above a half, otherwise 0: 200 trials.</summary>
    public static Task<string> CornerAsync(TestDashboard dashboard) => OnceAsync(dashboard, "corner", 200, """
        name: corner
        job: external
        params: { a: { uniform: [0, 1] }, b: { uniform: [0, 1] }, c: { uniform: [0, 1] } }
        objective: { metric: score, direction: maximize }
        search: { algorithm: sobol, trials: 200 }
        """, parameters => Curves(1, _ => new() { ["score"] = Number(parameters, "a") > 0.5 && Number(parameters, "b") > 0.5 ? 4 : 0 }));

    /// <summary>Three objectives, two of them costs: 40 trials.</summary>
    public static Task<string> ObjectivesAsync(TestDashboard dashboard) => OnceAsync(dashboard, "objectives", 40, """
        name: objectives
        job: external
        params: { width: { logint: [8, 256] }, depth: { int: [1, 8] }, lr: { loguniform: [1.0e-4, 1] } }
        objective: [{ metric: accuracy, direction: maximize }, { metric: time, direction: minimize }, { metric: memory, direction: minimize }]
        search: { algorithm: random, trials: 40 }
        seed: 5
        """, Cost);

    /// <summary>Two objectives: 30 trials.</summary>
    public static Task<string> PairAsync(TestDashboard dashboard) => OnceAsync(dashboard, "pair", 30, """
        name: pair
        job: external
        params: { width: { logint: [8, 256] }, depth: { int: [1, 8] }, lr: { loguniform: [1.0e-4, 1] } }
        objective: [{ metric: accuracy, direction: maximize }, { metric: time, direction: minimize }]
        search: { algorithm: random, trials: 30 }
        seed: 6
        """, Cost);

    /// <summary>Asks for trials and tells what came of them, until there have been so many or none is left.</summary>
    public static async Task TellAsync(IExperiments experiments, string id, int trials, Func<JsonElement, IReadOnlyList<MetricPoint>> run)
    {
        for (var told = 0; told < trials; told++)
        {
            var asked = (await experiments.AskAsync(id, "a test", TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken)).Trial ?? throw new InvalidOperationException("there is no trial to run");
            var points = run(asked.Parameters);
            var steps = points.Max(point => point.Step);
            await experiments.TellAsync(id, asked.Number, new ToldTrial { Attempt = asked.Attempt, Sequence = 1, Step = steps, Steps = steps, Points = points, Outcome = ToldOutcome.Completed }, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The values of metrics at each step, from 1.</summary>
    public static IReadOnlyList<MetricPoint> Curves(int steps, Func<int, Dictionary<string, double>> at) =>
        [.. Enumerable.Range(1, steps).SelectMany(step => at(step).Select(value => new MetricPoint(value.Key, step, value.Value)))];

    private static IReadOnlyList<MetricPoint> Cost(JsonElement parameters)
    {
        var (width, depth) = (Number(parameters, "width"), Number(parameters, "depth"));
        return Curves(2, step => new()
        {
            ["accuracy"] = 0.98 - (0.4 * Math.Exp(-width * depth / 150)) - (0.1 * Math.Abs(Math.Log10(Number(parameters, "lr")) + 2)) - (0.01 * (2 - step)),
            ["time"] = width * depth / 64,
            ["memory"] = width * width / depth,
        });
    }

    private static double Number(JsonElement parameters, string name) => parameters.GetProperty(name).GetDouble();

    private static Task<string> OnceAsync(TestDashboard dashboard, string name, int trials, string spec, Func<JsonElement, IReadOnlyList<MetricPoint>> run) =>
        Known.GetOrAdd((dashboard, name), _ => new(async () =>
        {
            var id = await dashboard.SubmitAsync(spec);
            await TellAsync(dashboard.Experiments, id, trials, run);
            await dashboard.EndAsync(id);
            return id;
        })).Value;
}
