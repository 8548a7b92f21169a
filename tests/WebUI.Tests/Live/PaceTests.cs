using ActorTraining.WebUI.Live;

namespace ActorTraining.WebUI.Tests.Live;

/// <summary>Something that is called often, and done seldom.</summary>
public sealed class PaceTests
{
    [Fact]
    public async Task Many_calls_during_one_are_answered_by_one_more()
    {
        var (began, go) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        var calls = 0;
        using var pace = new Pace(TimeSpan.FromMilliseconds(1), TimeProvider.System, async () =>
        {
            calls++;
            began.Release();
            await go.WaitAsync();
        });

        pace.Ask();
        await began.WaitAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 100; i++)
        {
            pace.Ask();
        }

        go.Release();
        await began.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, calls);
        go.Release();
    }

    [Fact]
    public void Nothing_is_called_after_the_end()
    {
        var calls = 0;
        var pace = new Pace(TimeSpan.FromHours(1), TimeProvider.System, () =>
        {
            calls++;
            return Task.CompletedTask;
        });

        pace.Ask();
        pace.Dispose();
        pace.Ask();

        Assert.Equal(1, calls);
    }
}
