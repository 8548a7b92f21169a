namespace ActorTraining.Experiments.Search;

/// <summary>Search expressions for specs that are made in C#; each stands in place of a value.</summary>
/// <example><c>ParameterValue.Of(new { optimizer = new { kind = "sgd", lr = Vary.Grid(0.01, 0.1, 1) } })</c></example>
public static class Vary
{
    /// <summary>Each of these values.</summary>
    public static object Grid(params object[] values) => new { grid = values };

    /// <summary>One of these values.</summary>
    public static object Choice(params object[] values) => new { choice = values };

    /// <summary>A real number between two bounds.</summary>
    public static object Uniform(double low, double high) => new { uniform = new[] { low, high } };

    /// <summary>A real number between two bounds above 0, each order of magnitude as often.</summary>
    public static object LogUniform(double low, double high) => new { loguniform = new[] { low, high } };

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public static object Int(long low, long high) => new { @int = new[] { low, high } };

    /// <summary>A whole number above 0 from <paramref name="low"/> to <paramref name="high"/>, both included, each order of magnitude as often.</summary>
    public static object LogInt(long low, long high) => new { logint = new[] { low, high } };

    /// <summary>A real number around a mean, at most six standard deviations from it.</summary>
    public static object Normal(double mean, double deviation) => new { normal = new[] { mean, deviation } };

    /// <summary>A real number around a mean, between two bounds.</summary>
    public static object Normal(double mean, double deviation, double low, double high) => new { normal = new[] { mean, deviation, low, high } };

    /// <summary>A number in even steps from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static object Quantised(double low, double high, double step) => new { quantised = new[] { low, high, step } };
}
