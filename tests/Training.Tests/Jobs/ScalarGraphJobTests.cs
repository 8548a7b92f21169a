using System.Text;
using System.Xml.Linq;
using ActorTraining.Training.Jobs.ScalarGraph;

namespace ActorTraining.Training.Tests.Jobs;

public class ScalarGraphJobTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Computed with PyTorch in float64; docs/experiments has the same table.</summary>
    [Theory]
    [InlineData(2, 4, 1, -0.23823101469115, 0, 0.43720979194276, -0.30697227565889)]
    [InlineData(9, 14, 3, -1.31326170978624, 0, -1.14834417436958, 2.6721618637e-07)]
    [InlineData(128, 42, 666, -0.31326168751822, 0, -0.42245219681099, 0)]
    [InlineData(52, 14, 28, -0.31326168751822, 0, -0.42245219681099, 0)]
    public void Value_and_gradient_are_those_of_the_reference(double x, double y, double z, double f, double dx, double dy, double dz)
    {
        var metrics = JobRun.Run("scalar-graph", new { at = List(x, y, z) }).Reports.Single().Metrics;
        Assert.Equal(f, metrics["f"], 1e-12);
        Assert.Equal(dx, metrics["gradient.x"], 1e-12);
        Assert.Equal(dy, metrics["gradient.y"], 1e-12);
        Assert.Equal(dz, metrics["gradient.z"], 1e-12);
        Assert.InRange(metrics["gradient.error"], 0, 1e-9);
    }

    /// <summary>At x = 2, y = 3, z = 4.</summary>
    public static TheoryData<string, double, double, double> Formulas => new()
    {
        { "x + y * z", 1, 4, 3 },
        { "(x - y) / z", 1 / 4.0, -1 / 4.0, 1 / 16.0 },
        { "-x^2 + 0*y + 0*z", -4, 0, 0 },
        { "2^y^x + 0*z", 512 * Math.Log(2) * 9 * Math.Log(3), 512 * Math.Log(2) * 6, 0 },
        { "exp(log(sqrt(x))) - tanh(0*y) + relu(z)", 0.5 / Math.Sqrt(2), 0, 1 },
        { "logsigmoid(-1000*x) + 1e0*y - 2.5E+0*z - e/e", -1000, 1, -2.5 },
        { "x*x*x", 12, 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Formulas))]
    public void A_formula_reads_as_mathematics_does(string formula, double dx, double dy, double dz)
    {
        ExpressionGraph graph = FormulaParser.Parse(formula, ["x", "y", "z"]);
        graph.Evaluate([2, 3, 4]);
        double[] expected = [dx, dy, dz], actual = [.. graph.Variables.Select(variable => variable.Gradient)];
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * Math.Max(1, Math.Abs(pair.First))));
    }

    [Fact]
    public void A_variable_that_is_used_twice_is_one_node_whose_gradients_add_up()
    {
        ExpressionGraph graph = FormulaParser.Parse("x*x + x", ["x"]);
        Assert.Equal(12, graph.Evaluate([3]));
        Assert.Equal(7, graph.Variables[0].Gradient);
        Assert.Equal(3, graph.Nodes.Count);
    }

    [Theory]
    [InlineData("tanh", 400)]
    [InlineData("tanh", -1e308)]
    [InlineData("sigmoid", -1e4)]
    [InlineData("logsigmoid", -1e4)]
    [InlineData("logsigmoid", 1e4)]
    public void No_derivative_overflows(string function, double u)
    {
        ExpressionGraph graph = FormulaParser.Parse($"{function}(u)", ["u"]);
        Assert.True(double.IsFinite(graph.Evaluate([u])));
        Assert.True(double.IsFinite(graph.Variables[0].Gradient));
    }

    [Fact]
    public void The_picture_has_every_step_with_its_value_and_gradient()
    {
        var trial = JobRun.Run("scalar-graph", new { f = "x * y + 2", variables = List("x", "y"), at = List(3.0, -5) });
        XElement picture = XElement.Parse(Encoding.UTF8.GetString(trial.Artifacts["graph.svg"]));
        string[] texts = [.. picture.Descendants(Svg + "text").Select(text => text.Value)];
        Assert.Equal("f = x * y + 2", texts[0]);
        Assert.Equal("at x = 3, y = −5", texts[1]);
        Assert.Equal(["x", "3", "−5", "y", "−5", "3", "×", "−15", "1", "2", "+", "−13", "1"], texts[2..^2]);
        Assert.Equal(4, picture.Descendants(Svg + "path").Count(path => (string?)path.Attribute("fill") == "none"));
    }

    [Theory]
    [InlineData("x +", "params.f: ends where a number, a name or a bracket should stand")]
    [InlineData("sin(x", "params.f: ends where a closing bracket should stand")]
    [InlineData("x y", "params.f: 'y' at character 3 is not an operator or the end")]
    [InlineData("sine(x)", "params.f: 'sine' at character 1 is unknown; did you mean 'sin'?")]
    [InlineData("1.2.3", "params.f: '1.2.3' at character 1 is not a number")]
    public void What_is_no_formula_is_told(string formula, string message) =>
        Assert.Equal(message, JobRun.Fault("scalar-graph", new { f = formula, at = List(1, 2, 3) }));

    [Fact]
    public void A_formula_that_nests_without_end_is_refused() =>
        Assert.Contains("nests deeper than 100 levels", JobRun.Fault("scalar-graph", new { f = new string('(', 100_000), at = List(1, 2, 3) }));

    [Fact]
    public void All_faults_are_told_at_once()
    {
        string message = JobRun.Fault("scalar-graph", new { f = "a +", variables = List("a", "pi", "a"), at = List(1) });
        Assert.Contains("params.variables[1]: 'pi' cannot name a variable", message);
        Assert.Contains("params.variables[2]: 'a' stands twice", message);
        Assert.Contains("params.at: has 1 values for 3 variables (a, pi, a)", message);
        Assert.Contains("params.f: ends where", message);
    }

    [Fact]
    public void A_step_without_a_value_is_named() =>
        Assert.Equal(
            "params.f: the step 'log' of -1 is NaN; the function has no finite value there",
            JobRun.Fault("scalar-graph", new { f = "exp(log(x))", variables = List("x"), at = List(-1) }));

    private static T[] List<T>(params T[] items) => items;
}
