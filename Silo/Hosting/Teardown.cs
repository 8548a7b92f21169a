namespace ActorTraining.Silo.Hosting;

/// <summary>Closes things one after the other, each of them whatever happens to those before.</summary>
public static class Teardown
{
    /// <summary>Does every step.</summary>
    /// <exception cref="InvalidOperationException">One of them failed; it names the first that did.</exception>
    public static async ValueTask RunAsync(params IEnumerable<Func<ValueTask>> steps)
    {
        Exception? first = null;
        foreach (var step in steps)
        {
            try
            {
                await step();
            }
            catch (Exception e)
            {
                first ??= e;
            }
        }

        if (first is not null)
        {
            throw new InvalidOperationException($"not everything could be closed: {first.Message}", first);
        }
    }

    /// <summary>Closes what was begun in vain; the reason why is told, not what goes wrong here.</summary>
    public static async ValueTask QuietlyAsync(IAsyncDisposable? begun)
    {
        try
        {
            await (begun?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (Exception)
        {
            // Whoever calls this has an error of his own to tell, which came first.
        }
    }
}
