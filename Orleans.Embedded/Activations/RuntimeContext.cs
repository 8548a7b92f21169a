namespace Orleans.Embedded.Activations;

/// <summary>Whose turn runs on this thread.</summary>
internal static class RuntimeContext
{
    [ThreadStatic]
    private static Activation? t_current;

    /// <summary>The activation, or null on a thread that runs no turn.</summary>
    public static Activation? Current
    {
        get => t_current;
        set => t_current = value;
    }
}
