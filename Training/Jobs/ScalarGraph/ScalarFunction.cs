namespace ActorTraining.Training.Jobs.ScalarGraph;

/// <summary>A function of one number, each written so that neither it nor its derivative overflows where its own value does not.</summary>
/// <param name="Name">How a formula calls it.</param>
/// <param name="Value">g(u).</param>
/// <param name="Derivative">g'(u).</param>
internal sealed record ScalarFunction(string Name, Func<double, double> Value, Func<double, double> Derivative)
{
    /// <summary>All functions that a formula may use.</summary>
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        new("exp", Math.Exp, Math.Exp),
        new("log", Math.Log, u => 1 / u),
        new("sqrt", Math.Sqrt, u => 0.5 / Math.Sqrt(u)),
        new("sin", Math.Sin, Math.Cos),
        new("cos", Math.Cos, u => -Math.Sin(u)),
        new("tanh", Math.Tanh, SechSquared),
        new("sigmoid", Sigmoid, u => Sigmoid(u) * Sigmoid(-u)),
        new("logsigmoid", u => Math.Min(u, 0) - Log1p(Math.Exp(-Math.Abs(u))), u => Sigmoid(-u)),
        new("relu", u => Math.Max(0, u), u => u > 0 ? 1 : 0),
        new("negate", u => -u, _ => -1),
    ];

    /// <summary>The function of that name; null when there is none.</summary>
    public static ScalarFunction? Find(string name) => All.FirstOrDefault(function => function.Name == name);

    /// <summary>1 / (1 + e^-u), with an exponent that is never positive: e^710 would be infinite.</summary>
    private static double Sigmoid(double u) => u >= 0 ? 1 / (1 + Math.Exp(-u)) : Math.Exp(u) / (1 + Math.Exp(u));

    /// <summary>tanh' = 1 / cosh² = 4 e^-2|u| / (1 + e^-2|u|)²: 1 - tanh² would lose all digits as tanh goes to 1, and cosh² overflows at 356.</summary>
    private static double SechSquared(double u)
    {
        double e = Math.Exp(-2 * Math.Abs(u));
        return 4 * e / ((1 + e) * (1 + e));
    }

    /// <summary>ln(1 + e) without losing e where it is small (W. Kahan's correction).</summary>
    private static double Log1p(double e)
    {
        double sum = 1 + e;
        return sum == 1 ? e : Math.Log(sum) * e / (sum - 1);
    }
}
