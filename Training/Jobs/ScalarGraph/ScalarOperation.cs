namespace ActorTraining.Training.Jobs.ScalarGraph;

/// <summary>An operation on two numbers.</summary>
/// <param name="Sign">How a drawing writes it.</param>
/// <param name="Value">a ∘ b.</param>
/// <param name="Left">∂(a ∘ b)/∂a.</param>
/// <param name="Right">∂(a ∘ b)/∂b.</param>
internal sealed record ScalarOperation(string Sign, Func<double, double, double> Value, Func<double, double, double> Left, Func<double, double, double> Right)
{
    /// <summary>a + b.</summary>
    public static readonly ScalarOperation Add = new("+", (a, b) => a + b, (_, _) => 1, (_, _) => 1);

    /// <summary>a - b.</summary>
    public static readonly ScalarOperation Subtract = new("−", (a, b) => a - b, (_, _) => 1, (_, _) => -1);

    /// <summary>a b.</summary>
    public static readonly ScalarOperation Multiply = new("×", (a, b) => a * b, (_, b) => b, (a, _) => a);

    /// <summary>a / b.</summary>
    public static readonly ScalarOperation Divide = new("÷", (a, b) => a / b, (_, b) => 1 / b, (a, b) => -a / b / b);

    /// <summary>a to the power of b: b a^(b-1), and a^b ln a.</summary>
    public static readonly ScalarOperation Power = new(
        "^",
        Math.Pow,
        (a, b) => b == 0 ? 0 : b * Math.Pow(a, b - 1),
        (a, b) => a == 0 && b > 0 ? 0 : Math.Pow(a, b) * Math.Log(a));
}
