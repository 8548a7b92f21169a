namespace ActorTraining.Experiments.Plots;

/// <summary>A labelled value on an axis.</summary>
internal readonly record struct Tick(double Value, string Label);

/// <summary>Chooses the values that an axis is labelled with.</summary>
internal static class Ticks
{
    /// <summary>Round values between the ends of a scale.</summary>
    /// <param name="axis">The kind of axis.</param>
    /// <param name="min">The lower end.</param>
    /// <param name="max">The upper end, greater than <paramref name="min"/>.</param>
    /// <param name="about">How many there should be, roughly; at least 2.</param>
    public static IReadOnlyList<Tick> Of(Axis axis, double min, double max, int about)
    {
        // Less than a factor of ten is too little for powers of ten to label.
        if (axis.Scale == AxisScale.Log && Logarithmic(axis, min, max, about) is { Count: >= 2 } ticks && (ticks.Count > 2 || max >= 10 * min)) return ticks;
        return Linear(axis, min, max, Math.Max(2, about));
    }

    /// <summary>Steps of 1, 2, 2.5 or 5 times a power of ten.</summary>
    private static List<Tick> Linear(Axis axis, double min, double max, int about)
    {
        var step = Step((max - min) / about, axis.Format == TickFormat.Integer);
        var largest = Math.Max(Math.Abs(min), Math.Abs(max));
        List<Tick> ticks = [];
        var first = Math.Ceiling(min / step - 1e-9);
        // Multiples, not sums: rounding errors do not add up.
        for (var k = 0; (first + k) * step <= max + step * 1e-9 && k <= 4 * about; k++)
        {
            var value = (first + k) * step;
            if (axis.Scale == AxisScale.Log && value <= 0) continue;
            ticks.Add(new Tick(value, Label(axis, value, step, largest)));
        }

        return ticks;
    }

    private static double Step(double raw, bool whole)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = (raw / power) switch
        {
            <= 1.4 => 1,
            <= 2.2 => 2,
            <= 3.5 => 2.5,
            <= 7 => 5,
            _ => 10,
        } * power;
        if (!whole) return step;
        return step < 1 ? 1 : step == 2.5 ? 2 : step;
    }

    /// <summary>Powers of ten; with 2 and 5 times them, or 3 times, where there is room.</summary>
    private static List<Tick> Logarithmic(Axis axis, double min, double max, int about)
    {
        double low = Math.Log10(min), high = Math.Log10(max);
        var every = (int)Math.Max(1, Math.Floor((high - low) / Math.Max(2, about)));
        var room = 2 * about / (high - low);
        double[] multiples = room switch { >= 3 => [1, 2, 5], >= 2 => [1, 3], _ => [1] };
        List<Tick> ticks = [];
        for (var exponent = (int)Math.Floor(low / every) * every; exponent <= high + 1e-9; exponent += every)
        {
            foreach (var multiple in multiples)
            {
                var value = multiple * Math.Pow(10, exponent);
                if (value < min * (1 - 1e-9) || value > max * (1 + 1e-9)) continue;
                ticks.Add(new Tick(value, Label(axis, value, Math.Pow(10, exponent), value)));
            }
        }

        return ticks;
    }

    private static string Label(Axis axis, double value, double step, double largest) => axis.Format == TickFormat.Percent
        ? NumberText.OnAxis(value * 100, step * 100, largest * 100) + "%"
        : NumberText.OnAxis(value, step, largest);
}
