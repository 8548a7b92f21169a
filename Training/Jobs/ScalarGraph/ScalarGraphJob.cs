using System.Globalization;
using System.Text.RegularExpressions;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Pictures;

namespace ActorTraining.Training.Jobs.ScalarGraph;

/// <summary>Takes a formula apart into a graph of its steps, goes forward and back through it, and draws it with every value and gradient.</summary>
public sealed partial class ScalarGraphJob : IJob
{
    private const string Formula = "log(sigmoid((cos(pi*x) + sin(pi*y/2)) / tanh(z^2)))";
    private const string Error = "gradient.error";

    // The optimum of a five-point difference in float64: its truncation (h⁴) is as small as the rounding (2⁻⁵² / h).
    private const double Step = 1e-3;

    private static readonly ObjectSchema Schema = new()
    {
        Properties =
        [
            new("f", new TextSchema
            {
                Default = ParameterValue.Of(Formula),
                Summary = "The function: + - * / ^, brackets, numbers, pi, e, the variables, and exp, log, sqrt, sin, cos, tanh, sigmoid, logsigmoid, relu.",
            }),
            new("variables", new ListSchema
            {
                MinLength = 1,
                MaxLength = 20,
                Item = new TextSchema { Summary = "A name." },
                Default = ParameterValue.Of(new[] { "x", "y", "z" }),
                Summary = "The names of its inputs.",
            }),
            new("at", new ListSchema { Required = true, MinLength = 1, MaxLength = 20, Item = new NumberSchema { Summary = "A value." }, Summary = "Where it is evaluated: one value for each variable." }),
        ],
    };

    private ScalarGraphJob()
    {
    }

    /// <summary>The entry of the job catalogue.</summary>
    public static JobDescription Description { get; } = new(
        "scalar-graph",
        "Back-propagates through a formula, step by step, and draws the graph",
        Schema,
        [
            new MetricDescription("f", "1", "The value of the function", HigherIsBetter: null),
            new MetricDescription("gradient.x", "1", "df/dx; so for each variable, under its name", HigherIsBetter: null),
            new MetricDescription("gradient.y", "1", "df/dy", HigherIsBetter: null),
            new MetricDescription("gradient.z", "1", "df/dz", HigherIsBetter: null),
            new MetricDescription(Error, "1", "The largest difference |a - n| / max(1, |a|) between a gradient a and its numerical estimate n by central differences", HigherIsBetter: false),
        ],
        () => new ScalarGraphJob());

    /// <inheritdoc/>
    public Task RunAsync(ITrial trial, CancellationToken stop)
    {
        ParameterReader parameters = trial.Read(Schema);
        IReadOnlyList<string> names = parameters.Texts("variables");
        IReadOnlyList<double> at = parameters.Doubles("at");
        ExpressionGraph graph = Build(parameters.Text("f"), names, at);
        trial.Plan(1, "evaluation");

        double error = NumericalError(graph, at);
        double f = graph.Evaluate(at);
        CheckFinite(graph);
        var metrics = new Dictionary<string, double> { ["f"] = f };
        foreach (VariableNode variable in graph.Variables)
            metrics["gradient." + variable.Label] = variable.Gradient;
        metrics[Error] = error;
        trial.Report(1, metrics);
        trial.Add(Artifact.OfText("graph.svg", "image/svg+xml", Draw(graph, parameters.Text("f"), at)));
        return Task.CompletedTask;
    }

    private static ExpressionGraph Build(string formula, IReadOnlyList<string> names, IReadOnlyList<double> at)
    {
        var errors = new List<ParameterError>();
        for (int i = 0; i < names.Count; i++)
        {
            if (!VariableName().IsMatch(names[i]) || names[i] is "pi" or "e" || ScalarFunction.Find(names[i]) is not null)
                errors.Add(new ParameterError($"params.variables[{i}]", $"'{names[i]}' cannot name a variable: letters, digits and underscores, none of pi, e and the functions"));
            else if (names.Take(i).Contains(names[i]))
                errors.Add(new ParameterError($"params.variables[{i}]", $"'{names[i]}' stands twice"));
        }

        if (at.Count != names.Count)
            errors.Add(new ParameterError("params.at", $"has {at.Count} values for {names.Count} variables ({string.Join(", ", names)})"));
        ExpressionGraph? graph = null;
        try
        {
            graph = FormulaParser.Parse(formula, names);
        }
        catch (FormatException error)
        {
            errors.Add(new ParameterError("params.f", error.Message));
        }

        TrialParameters.Check(errors);
        return graph!;
    }

    /// <summary>A step without a value has no picture worth drawing; the first of them is the cause of all others.</summary>
    private static void CheckFinite(ExpressionGraph graph)
    {
        if (graph.Nodes.FirstOrDefault(node => !double.IsFinite(node.Value)) is { } node)
        {
            string inputs = string.Join(", ", node.Inputs.Select(input => input.Value.ToString("R", CultureInfo.InvariantCulture)));
            throw new TrialException($"params.f: the step '{node.Label}' of {inputs} is {FigureText.Of(node.Value)}; the function has no finite value there");
        }

        if (graph.Variables.FirstOrDefault(variable => !double.IsFinite(variable.Gradient)) is { } steep)
            throw new TrialException($"params.f: df/d{steep.Label} is {FigureText.Of(steep.Gradient)} there; the function has no finite derivative");
    }

    private static double NumericalError(ExpressionGraph graph, IReadOnlyList<double> at)
    {
        graph.Evaluate(at);
        double[] gradient = [.. graph.Variables.Select(variable => variable.Gradient)];
        double error = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            double numeric = (8 * Across(Step) - Across(2 * Step)) / (12 * Step);
            error = Math.Max(error, Math.Abs(gradient[i] - numeric) / Math.Max(1, Math.Abs(gradient[i])));

            double Across(double distance) => Shifted(distance) - Shifted(-distance);
            double Shifted(double distance) => graph.Forward([.. at.Select((value, k) => k == i ? value + distance : value)]);
        }

        return error;
    }

    private static string Draw(ExpressionGraph graph, string formula, IReadOnlyList<double> at)
    {
        Dictionary<Node, int> places = graph.Nodes.Select((node, i) => (node, i)).ToDictionary(pair => pair.node, pair => pair.i);
        GraphBox[] boxes =
        [
            .. graph.Nodes.Select(node => new GraphBox(
                node.Label,
                FigureText.Of(node.Value, 6),
                node.IsConstant ? null : FigureText.Of(node.Gradient, 6),
                node.Inputs.Select(input => places[input]).ToArray(),
                node is VariableNode)),
        ];
        string where = string.Join(", ", graph.Variables.Zip(at, (variable, value) => $"{variable.Label} = {FigureText.Of(value, 6)}"));
        return GraphPicture.Draw(boxes, $"f = {formula}", $"at {where}", "value", "∂f / ∂ of it");
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*$")]
    private static partial Regex VariableName();
}
