namespace Orleans.Embedded.Tests.Testing;

/// <summary>Limits on what tests wait for.</summary>
public static class TaskExtensions
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    /// <summary>Waits for what must happen by itself; if it does not, the test fails instead of hanging.</summary>
    public static Task Soon(this Task task) => task.WaitAsync(s_limit, TestContext.Current.CancellationToken);

    /// <inheritdoc cref="Soon(Task)"/>
    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(s_limit, TestContext.Current.CancellationToken);
}
